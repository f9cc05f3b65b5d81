package chatwarp.adapters.http.route;

import chatwarp.adapters.http.evolution.Json;
import chatwarp.adapters.http.evolution.ProfileBodies;
import chatwarp.application.message.MediaSource;
import java.util.List;
import java.util.Optional;

/** What others see of the account itself (evolution-v2 §8.4). */
final class ProfileRoutes {
  private final UseCases useCases;

  ProfileRoutes(UseCases useCases) {
    this.useCases = useCases;
  }

  List<Route> routes() {
    return List.of(
        route(Method.POST, "updateProfilePicture", this::picture),
        route(Method.DELETE, "removeProfilePicture", this::noPicture));
  }

  private static Route route(Method method, String name, Action action) {
    return new Route(method, "/chat/" + name + "/:instanceName", Protection.INSTANCE, action);
  }

  private Answer picture(Call call) {
    MediaSource source = ProfileBodies.picture(call.body(), call.uploads());
    return show(call, Optional.of(source), "Error updating profile picture");
  }

  private Answer noPicture(Call call) {
    return show(call, Optional.empty(), "Error removing profile picture");
  }

  private Answer show(Call call, Optional<MediaSource> picture, String summary) {
    GroupRoutes.run(500, summary, () -> useCases.profiles().picture(call.name(), picture));
    return Answer.ok(Json.object().put("update", "success"));
  }
}
