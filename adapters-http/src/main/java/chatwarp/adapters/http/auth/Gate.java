package chatwarp.adapters.http.auth;

import chatwarp.application.instance.InstanceException;
import chatwarp.application.instance.Instances;
import chatwarp.domain.model.Instance;
import chatwarp.domain.model.InstanceName;
import chatwarp.domain.model.InstanceToken;
import chatwarp.domain.model.InvalidValueException;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Checks the key first and only then whether something exists, so that nobody without a key learns
 * which names there are. Any thread may call.
 */
public final class Gate {
  private static final int MAX_KEY_LENGTH = 255;

  private final Access access;
  private final Supplier<Instances> instances;

  public Gate(Access access, Supplier<Instances> instances) {
    this.access = access;
    this.instances = instances;
  }

  /** Who is calling. */
  public Caller caller(RequestHeaders headers) {
    return switch (access) {
      case Access.Open _ -> LocalOrigin.of(headers) ? new Caller.Operator() : new Caller.Nobody();
      case Access.Keyed keyed ->
          PresentedKey.of(headers).map(key -> judge(keyed, key)).orElseGet(Caller.Nobody::new);
    };
  }

  private static Caller judge(Access.Keyed keyed, String key) {
    if (keyed.global().matches(key)) {
      return new Caller.Operator();
    }
    return key.length() > MAX_KEY_LENGTH
        ? new Caller.Nobody()
        : new Caller.Holder(new InstanceToken(key));
  }

  /**
   * Lets the operator pass.
   *
   * @throws UnauthorizedException for anybody else
   */
  public void requireOperator(Caller caller) {
    if (!(caller instanceof Caller.Operator)) {
      throw new UnauthorizedException();
    }
  }

  /**
   * The instance a request is about, for the operator and for the holder of its token.
   *
   * @param name as in the path, decoded
   * @throws UnauthorizedException for anybody else, whether it exists or not
   * @throws InstanceException.NotFound when there is none, told to the operator only
   * @throws InvalidValueException when it cannot be a name, told to the operator only
   */
  public Instance requireInstance(Caller caller, String name) {
    return switch (caller) {
      case Caller.Nobody _ -> throw new UnauthorizedException();
      case Caller.Operator _ -> {
        InstanceName asked = new InstanceName(name);
        yield instances.get().find(asked).orElseThrow(() -> new InstanceException.NotFound(asked));
      }
      case Caller.Holder holder ->
          nameOf(name)
              .flatMap(instances.get()::find)
              .filter(instance -> instance.token().equals(holder.token()))
              .orElseThrow(UnauthorizedException::new);
    };
  }

  private static Optional<InstanceName> nameOf(String name) {
    try {
      return Optional.of(new InstanceName(name));
    } catch (InvalidValueException _) {
      // Nothing of that name can exist; for this caller that is the same as a wrong key.
      return Optional.empty();
    }
  }
}
