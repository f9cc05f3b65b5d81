package chatwarp.adapters.http.route;

import chatwarp.adapters.http.auth.Caller;
import chatwarp.adapters.http.auth.UnauthorizedException;
import chatwarp.adapters.http.evolution.InstanceAnswers;
import chatwarp.adapters.http.evolution.InstanceBody;
import chatwarp.application.instance.InstanceView;
import chatwarp.domain.model.InstanceId;
import chatwarp.domain.model.InstanceName;
import chatwarp.domain.model.InvalidValueException;
import chatwarp.domain.port.InstanceFilter;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The instance operations (evolution-v2 §8.1). */
final class InstanceRoutes {
  private final UseCases useCases;
  private final InstanceAnswers answers;

  InstanceRoutes(UseCases useCases, InstanceAnswers answers) {
    this.useCases = useCases;
    this.answers = answers;
  }

  /** Literal second segments come before {@code :name}: the first match wins. */
  List<Route> routes() {
    return List.of(
        new Route(Method.POST, "/instance/create", Protection.GLOBAL, this::create),
        new Route(Method.GET, "/instance/fetchInstances", Protection.ANY_KEY, this::fetch),
        instance(Method.POST, "/instance/restart/:instanceName", this::restart),
        instance(Method.PUT, "/instance/restart/:instanceName", this::restart),
        instance(Method.GET, "/instance/connect/:instanceName", this::connect),
        instance(Method.GET, "/instance/connectionState/:instanceName", this::state),
        instance(Method.DELETE, "/instance/logout/:instanceName", this::logout),
        instance(Method.DELETE, "/instance/delete/:instanceName", this::delete),
        instance(Method.GET, "/instance/:instanceName/state", this::seedState));
  }

  private static Route instance(Method method, String path, Action action) {
    return new Route(method, path, Protection.INSTANCE, action);
  }

  private Answer create(Call call) {
    InstanceBody body = InstanceBody.read(call.body());
    return Answer.created(
        answers.created(useCases.instances().create(body.config(), body.connect())));
  }

  private Answer connect(Call call) {
    Optional<String> number =
        call.query("number")
            .map(text -> text.replaceAll("[^0-9]", ""))
            .filter(digits -> !digits.isEmpty());
    return Answer.ok(
        answers.pairing(call.name(), useCases.instances().connect(call.name(), number)));
  }

  private Answer restart(Call call) {
    return Answer.ok(answers.pairing(call.name(), useCases.instances().restart(call.name())));
  }

  private Answer state(Call call) {
    return Answer.ok(answers.state(useCases.instances().get(call.name())));
  }

  private Answer seedState(Call call) {
    return Answer.ok(answers.seedState(useCases.instances().get(call.name())));
  }

  private Answer logout(Call call) {
    useCases.instances().logout(call.name());
    return Answer.ok(answers.success("Instance logged out"));
  }

  private Answer delete(Call call) {
    useCases.instances().delete(call.name());
    return Answer.ok(answers.success("Instance deleted"));
  }

  private Answer fetch(Call call) {
    return switch (call.caller()) {
      case Caller.Nobody _ -> throw new UnauthorizedException();
      case Caller.Operator _ -> Answer.ok(answers.rows(asked(call)));
      case Caller.Holder holder -> {
        List<InstanceView> own =
            useCases.instances().list(new InstanceFilter.ByToken(holder.token())).stream()
                .filter(view -> isAsked(call, view))
                .toList();
        if (own.isEmpty()) {
          throw new UnauthorizedException();
        }
        yield Answer.ok(answers.rows(own));
      }
    };
  }

  /** What the operator asks for; asking for one that is not there is an error. */
  private List<InstanceView> asked(Call call) {
    Optional<String> name = call.query("instanceName");
    Optional<String> id = call.query("instanceId");
    Optional<String> number = call.query("number");
    if (name.isPresent()) {
      return one(name.get(), byName(name.get()));
    }
    if (id.isPresent()) {
      return one(id.get(), byId(id.get()));
    }
    if (number.isPresent()) {
      return one(number.get(), Optional.of(new InstanceFilter.ByNumber(digits(number.get()))));
    }
    return useCases.instances().list(new InstanceFilter.All());
  }

  private List<InstanceView> one(String asked, Optional<InstanceFilter> filter) {
    List<InstanceView> rows = filter.map(useCases.instances()::list).orElse(List.of());
    if (rows.isEmpty()) {
      throw new RequestException.NoSuchRow(asked);
    }
    return rows;
  }

  private static boolean isAsked(Call call, InstanceView view) {
    return call.query("instanceName").map(view.instance().name().value()::equals).orElse(true)
        && call.query("instanceId").map(view.instance().id().toString()::equals).orElse(true);
  }

  private static Optional<InstanceFilter> byName(String name) {
    try {
      return Optional.of(new InstanceFilter.ByName(new InstanceName(name)));
    } catch (InvalidValueException _) {
      // No instance can have this name, so there is none to list.
      return Optional.empty();
    }
  }

  private static Optional<InstanceFilter> byId(String id) {
    try {
      return Optional.of(new InstanceFilter.ById(new InstanceId(UUID.fromString(id))));
    } catch (IllegalArgumentException _) {
      // No instance can have this id, so there is none to list.
      return Optional.empty();
    }
  }

  private static String digits(String number) {
    int at = number.indexOf('@');
    return (at < 0 ? number : number.substring(0, at)).replaceAll("[^0-9]", "");
  }
}
