package chatwarp.simulator.admin;

import chatwarp.domain.model.GroupJid;
import chatwarp.simulator.admin.AdminApi.Route;
import chatwarp.simulator.listen.HttpAnswer;
import chatwarp.simulator.listen.HttpRequest;
import chatwarp.simulator.phone.Phone;
import chatwarp.simulator.phone.Phones;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import tools.jackson.databind.JsonNode;

/** Pictures that phones show of their owners and of groups. */
final class PictureRoutes {
  private final PhoneLookup lookup;

  PictureRoutes(Phones phones) {
    lookup = new PhoneLookup(phones);
  }

  List<Route> routes() {
    return List.of(Route.of("POST", "/admin/phones/{phone}/picture", this::own));
  }

  private HttpAnswer own(HttpRequest request, Matcher path) {
    JsonNode body = Json.object(request.text());
    return show(lookup.inPath(path), Optional.empty(), body);
  }

  /**
   * Lets a phone show a picture, or none any more when the body has no {@code data}.
   *
   * @param group absent for the own one
   */
  static HttpAnswer show(Phone phone, Optional<GroupJid> group, JsonNode body) {
    Optional<byte[]> jpeg = Json.text(body, "data").map(PictureRoutes::decoded);
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("id", PhoneLookup.done(phone.pictures().show(group, jpeg)).orElse(null));
    return Json.answer(200, view);
  }

  private static byte[] decoded(String base64) {
    try {
      return Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      throw new RefusedException(400, "data", "must be base64", e);
    }
  }
}
