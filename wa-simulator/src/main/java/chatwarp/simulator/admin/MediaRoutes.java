package chatwarp.simulator.admin;

import chatwarp.simulator.admin.AdminApi.Route;
import chatwarp.simulator.listen.HttpAnswer;
import chatwarp.simulator.listen.HttpRequest;
import chatwarp.simulator.media.MediaFaults;
import chatwarp.simulator.media.MediaFile;
import chatwarp.simulator.media.MediaFiles;
import chatwarp.simulator.media.MediaTickets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import tools.jackson.databind.JsonNode;

/** What is on the media host, and making it go away or fail. */
public final class MediaRoutes {
  private final MediaFiles files;
  private final MediaTickets tickets;
  private final MediaFaults faults;

  public MediaRoutes(MediaFiles files, MediaTickets tickets, MediaFaults faults) {
    this.files = files;
    this.tickets = tickets;
    this.faults = faults;
  }

  List<Route> routes() {
    return List.of(
        Route.of("GET", "/admin/media", this::list),
        Route.of("POST", "/admin/media/expire", this::expire),
        Route.of("POST", "/admin/media/revoke-auth", this::revoke),
        Route.of("POST", "/admin/media/faults", this::fault));
  }

  private HttpAnswer list(HttpRequest request, Matcher path) {
    return Json.answer(
        200,
        Map.of(
            "bytes", files.bytes(),
            "files", files.list().stream().map(MediaRoutes::view).toList()));
  }

  private static Map<String, Object> view(MediaFile file) {
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("id", file.id());
    view.put("type", file.type());
    view.put("token", file.token());
    view.put("length", file.length());
    view.put("at", file.storedAt().toString());
    view.put("there", file.there());
    return view;
  }

  /** Makes files go as if their time were over: one by directPath or token, or all. */
  private HttpAnswer expire(HttpRequest request, Matcher path) {
    JsonNode body = Json.object(request.text());
    int status = Json.number(body, "status", 410, 404, 410);
    if (status != 404 && status != 410) {
      throw new RefusedException(400, "status", "must be 404 or 410");
    }
    boolean all = Json.flag(body, "all", false);
    String wanted = all ? "" : Json.requireText(body, "file");
    List<MediaFile> gone =
        files.list().stream()
            .filter(MediaFile::there)
            .filter(file -> all || names(wanted, file))
            .toList();
    if (gone.isEmpty() && !all) {
      throw new RefusedException(404, "file", "names nothing that is there");
    }
    gone.forEach(file -> files.lose(file.id(), status));
    return Json.answer(200, Map.of("expired", gone.size()));
  }

  private static boolean names(String wanted, MediaFile file) {
    return wanted.equals(file.id())
        || wanted.replace("=", "").equals(file.token())
        || wanted.contains("/" + file.id() + "_n.enc");
  }

  private HttpAnswer revoke(HttpRequest request, Matcher path) {
    tickets.revokeAll();
    return Json.answer(200, Map.of("revoked", true));
  }

  private HttpAnswer fault(HttpRequest request, Matcher path) {
    JsonNode body = Json.object(request.text());
    MediaFaults.Where where =
        switch (Json.requireText(body, "on")) {
          case "upload" -> MediaFaults.Where.UPLOAD;
          case "download" -> MediaFaults.Where.DOWNLOAD;
          default -> throw new RefusedException(400, "on", "must be upload or download");
        };
    faults.plan(
        where, Json.number(body, "status", 503, 400, 599), Json.number(body, "times", 1, 1, 1000));
    return Json.answer(201, Map.of("armed", true));
  }
}
