package chatwarp.adapters.http.route;

import chatwarp.adapters.http.auth.UnauthorizedException;
import chatwarp.adapters.http.evolution.Failure;
import chatwarp.adapters.http.evolution.GroupBodyException;
import chatwarp.adapters.http.evolution.RefusedBodyException;
import chatwarp.adapters.http.evolution.schema.InvalidBodyException;
import chatwarp.application.chat.ChatException;
import chatwarp.application.instance.InstanceException;
import chatwarp.application.message.SendException;
import chatwarp.domain.model.InvalidValueException;
import chatwarp.domain.port.FetchException;
import chatwarp.domain.port.MediaException;
import chatwarp.domain.port.PortException;
import chatwarp.domain.port.SessionException;
import chatwarp.domain.port.StoreException;
import io.javalin.http.HttpResponseException;

/**
 * Which failure becomes which answer: the only place that knows (docs/errors.md says it in a
 * table). Texts of 5xx answers are written here; what an exception says stays in the log.
 */
final class Failures {
  private Failures() {}

  /** The answer to a failure; whatever is not known is a fault of ours. */
  static Failure of(Throwable failure) {
    return switch (failure) {
      case UnauthorizedException _ -> Failure.bare(401, "unauthorized", "Unauthorized");
      case RequestException e -> request(e);
      case InvalidBodyException e -> Failure.invalid(e.violations());
      case GroupBodyException e -> Failure.invalidGroup(e.violations());
      case RefusedBodyException e ->
          Failure.of(400, "refused_body", e.sentences().toArray(String[]::new));
      case RefusedOperationException e ->
          Failure.of(e.status(), "refused", e.summary(), e.reason());
      case ChatException e -> chat(e);
      case InvalidValueException e -> value(e);
      case InstanceException e -> instance(e);
      case SendException e -> send(e);
      case PortException e -> port(e);
      case HttpResponseException e when e.getStatus() < 500 ->
          Failure.bare(e.getStatus(), "bad_request", "The request cannot be read");
      default -> internal();
    };
  }

  private static Failure request(RequestException failure) {
    return switch (failure) {
      case RequestException.Malformed e -> Failure.bare(400, "malformed_body", text(e));
      case RequestException.TooLarge e -> Failure.bare(413, "body_too_large", text(e));
      case RequestException.Incomplete e -> Failure.bare(400, "incomplete_body", text(e));
      case RequestException.NoSuchRow e -> Failure.of(404, "instance_not_found", text(e));
      case RequestException.NotImplemented e -> Failure.bare(501, "not_implemented", text(e));
    };
  }

  private static Failure value(InvalidValueException e) {
    String code = e.field().equals("instanceName") ? "invalid_name" : "invalid_value";
    boolean sentence = !e.reason().isEmpty() && Character.isUpperCase(e.reason().charAt(0));
    return Failure.of(400, code, sentence ? e.reason() : e.field() + " " + e.reason());
  }

  private static Failure instance(InstanceException failure) {
    return switch (failure) {
      case InstanceException.NotFound e -> Failure.of(404, "instance_not_found", text(e));
      case InstanceException.NameTaken e -> Failure.of(403, "name_taken", text(e));
      case InstanceException.NotConnected e -> Failure.of(400, "not_connected", text(e));
      case InstanceException.ConnectFailed e -> Failure.of(400, "connect_failed", text(e));
      case InstanceException.Starting _ ->
          Failure.bare(503, "starting", "The server is starting and waits for its database");
      case InstanceException.ShuttingDown _ ->
          Failure.bare(503, "shutting_down", "The server is shutting down");
    };
  }

  private static Failure send(SendException failure) {
    return switch (failure) {
      case SendException.NotConnected _ ->
          Failure.of(400, "not_connected", "Error: Connection Closed");
      case SendException.NotOnWhatsApp e -> Failure.notOnWhatsApp(e.number(), e.jid());
      case SendException.Refused e -> Failure.of(400, "refused", "Error: " + text(e));
      case SendException.NotAdmin e -> Failure.of(403, "not_admin", text(e));
      case SendException.KeyReused e -> Failure.of(422, "key_reused", text(e));
    };
  }

  private static Failure chat(ChatException failure) {
    return switch (failure) {
      case ChatException.MessageNotFound _ -> unknownMessage();
      case ChatException.NotMedia e -> Failure.of(400, "not_media", text(e));
      case ChatException.SpoolFailed _ -> internal();
    };
  }

  /** In the peer's words, whichever operation looked for it. */
  private static Failure unknownMessage() {
    return Failure.of(400, "unknown_message", "Message not found");
  }

  private static Failure port(PortException failure) {
    return switch (failure) {
      case StoreException e -> store(e);
      case SessionException e -> session(e);
      case FetchException e -> fetch(e);
      case MediaException e -> Failure.of(400, "unusable_media", text(e));
    };
  }

  private static Failure store(StoreException failure) {
    return switch (failure) {
      case StoreException.Unavailable _ ->
          Failure.bare(503, "store_unavailable", "The store is unavailable, try again");
      case StoreException.StaleLease _ ->
          Failure.bare(503, "not_owner", "Another server runs this instance");
      case StoreException.SessionEnded _ ->
          Failure.of(400, "not_connected", "Error: Connection Closed");
      case StoreException.NameTaken _ ->
          Failure.of(403, "name_taken", "This name is already in use.");
      case StoreException.Unreadable _, StoreException.Rejected _, StoreException _ -> internal();
    };
  }

  private static Failure session(SessionException failure) {
    return switch (failure) {
      case SessionException.NotConnected _ ->
          Failure.of(400, "not_connected", "Error: Connection Closed");
      case SessionException.TimedOut _ -> Failure.of(400, "timed_out", "Error: Timed Out");
      case SessionException.Refused e ->
          Failure.of(400, "refused", "Error: WhatsApp refused with code " + e.code());
      case SessionException.NoRecipientDevice e ->
          Failure.of(400, "no_recipient_device", "Error: " + text(e));
      case SessionException.MediaGone e -> Failure.of(400, "media_gone", "Error: " + text(e));
      case SessionException.MediaFailed e -> Failure.of(400, "media_failed", "Error: " + text(e));
      case SessionException.UnknownMessage _ -> unknownMessage();
      case SessionException.Malformed _, SessionException _ ->
          Failure.bare(502, "bad_gateway", "WhatsApp answered what cannot be understood");
    };
  }

  private static Failure fetch(FetchException failure) {
    return switch (failure) {
      case FetchException.TargetRefused e -> Failure.of(400, "target_refused", text(e));
      case FetchException.TooLarge e -> Failure.of(400, "file_too_large", text(e));
      case FetchException.Failed _, FetchException _ ->
          Failure.of(400, "fetch_failed", "the file could not be downloaded");
    };
  }

  private static Failure internal() {
    return Failure.bare(500, "internal", "Internal Server Error");
  }

  private static String text(Throwable failure) {
    return String.valueOf(failure.getMessage());
  }
}
