package chatwarp.adapters.http.route;

import chatwarp.adapters.http.auth.UnauthorizedException;
import chatwarp.adapters.http.evolution.Failure;
import chatwarp.adapters.http.evolution.FailureCode;
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
      case UnauthorizedException _ -> Failure.bare(401, FailureCode.UNAUTHORIZED, "Unauthorized");
      case RequestException e -> request(e);
      case InvalidBodyException e -> Failure.invalid(e.violations());
      case GroupBodyException e -> Failure.invalidGroup(e.violations());
      case RefusedBodyException e ->
          Failure.of(400, FailureCode.REFUSED_BODY, e.sentences().toArray(String[]::new));
      case RefusedOperationException e ->
          Failure.of(e.status(), FailureCode.REFUSED, e.summary(), e.reason());
      case ChatException e -> chat(e);
      case InvalidValueException e -> value(e);
      case InstanceException e -> instance(e);
      case SendException e -> send(e);
      case PortException e -> port(e);
      case HttpResponseException e when e.getStatus() < 500 ->
          Failure.bare(e.getStatus(), FailureCode.BAD_REQUEST, "The request cannot be read");
      default -> internal();
    };
  }

  private static Failure request(RequestException failure) {
    return switch (failure) {
      case RequestException.Malformed e -> Failure.bare(400, FailureCode.MALFORMED_BODY, text(e));
      case RequestException.TooLarge e -> Failure.bare(413, FailureCode.BODY_TOO_LARGE, text(e));
      case RequestException.Incomplete e -> Failure.bare(400, FailureCode.INCOMPLETE_BODY, text(e));
      case RequestException.NoSuchRow e -> Failure.of(404, FailureCode.INSTANCE_NOT_FOUND, text(e));
      case RequestException.NotImplemented e ->
          Failure.bare(501, FailureCode.NOT_IMPLEMENTED, text(e));
    };
  }

  private static Failure value(InvalidValueException e) {
    FailureCode code =
        e.field().equals("instanceName") ? FailureCode.INVALID_NAME : FailureCode.INVALID_VALUE;
    boolean sentence = !e.reason().isEmpty() && Character.isUpperCase(e.reason().charAt(0));
    return Failure.of(400, code, sentence ? e.reason() : e.field() + " " + e.reason());
  }

  private static Failure instance(InstanceException failure) {
    return switch (failure) {
      case InstanceException.NotFound e -> Failure.of(404, FailureCode.INSTANCE_NOT_FOUND, text(e));
      case InstanceException.NameTaken e -> Failure.of(403, FailureCode.NAME_TAKEN, text(e));
      case InstanceException.NotConnected e -> Failure.of(400, FailureCode.NOT_CONNECTED, text(e));
      case InstanceException.ConnectFailed e ->
          Failure.of(400, FailureCode.CONNECT_FAILED, text(e));
      case InstanceException.Starting _ ->
          Failure.bare(
              503, FailureCode.STARTING, "The server is starting and waits for its database");
      case InstanceException.ShuttingDown _ ->
          Failure.bare(503, FailureCode.SHUTTING_DOWN, "The server is shutting down");
    };
  }

  private static Failure send(SendException failure) {
    return switch (failure) {
      case SendException.NotConnected _ ->
          Failure.of(400, FailureCode.NOT_CONNECTED, "Error: Connection Closed");
      case SendException.NotOnWhatsApp e -> Failure.notOnWhatsApp(e.number(), e.jid());
      case SendException.Refused e -> Failure.of(400, FailureCode.REFUSED, "Error: " + text(e));
      case SendException.NotAdmin e -> Failure.of(403, FailureCode.NOT_ADMIN, text(e));
      case SendException.KeyReused e -> Failure.of(422, FailureCode.KEY_REUSED, text(e));
    };
  }

  private static Failure chat(ChatException failure) {
    return switch (failure) {
      case ChatException.MessageNotFound _ -> unknownMessage();
      case ChatException.NotMedia e -> Failure.of(400, FailureCode.NOT_MEDIA, text(e));
      case ChatException.FileTooLarge e -> Failure.of(400, FailureCode.FILE_TOO_LARGE, text(e));
      case ChatException.SpoolFailed _ -> internal();
    };
  }

  /** In the peer's words, whichever operation looked for it. */
  private static Failure unknownMessage() {
    return Failure.of(400, FailureCode.UNKNOWN_MESSAGE, "Message not found");
  }

  private static Failure port(PortException failure) {
    return switch (failure) {
      case StoreException e -> store(e);
      case SessionException e -> session(e);
      case FetchException e -> fetch(e);
      case MediaException e -> Failure.of(400, FailureCode.UNUSABLE_MEDIA, text(e));
    };
  }

  private static Failure store(StoreException failure) {
    return switch (failure) {
      case StoreException.Unavailable _ ->
          Failure.bare(503, FailureCode.STORE_UNAVAILABLE, "The store is unavailable, try again");
      case StoreException.StaleLease _ ->
          Failure.bare(503, FailureCode.NOT_OWNER, "Another server runs this instance");
      case StoreException.SessionEnded _ ->
          Failure.of(400, FailureCode.NOT_CONNECTED, "Error: Connection Closed");
      case StoreException.NameTaken _ ->
          Failure.of(403, FailureCode.NAME_TAKEN, "This name is already in use.");
      case StoreException.Unreadable _, StoreException.Rejected _ -> internal();
    };
  }

  private static Failure session(SessionException failure) {
    return switch (failure) {
      case SessionException.NotConnected _ ->
          Failure.of(400, FailureCode.NOT_CONNECTED, "Error: Connection Closed");
      case SessionException.TimedOut _ ->
          Failure.of(400, FailureCode.TIMED_OUT, "Error: Timed Out");
      case SessionException.Refused e ->
          Failure.of(400, FailureCode.REFUSED, "Error: WhatsApp refused with code " + e.code());
      case SessionException.NoRecipientDevice e ->
          Failure.of(400, FailureCode.NO_RECIPIENT_DEVICE, "Error: " + text(e));
      case SessionException.MediaGone e ->
          Failure.of(400, FailureCode.MEDIA_GONE, "Error: " + text(e));
      case SessionException.MediaFailed e ->
          Failure.of(400, FailureCode.MEDIA_FAILED, "Error: " + text(e));
      case SessionException.UnknownMessage _ -> unknownMessage();
      case SessionException.Malformed _ ->
          Failure.bare(502, FailureCode.BAD_GATEWAY, "WhatsApp answered what cannot be understood");
    };
  }

  private static Failure fetch(FetchException failure) {
    return switch (failure) {
      case FetchException.TargetRefused e -> Failure.of(400, FailureCode.TARGET_REFUSED, text(e));
      case FetchException.TooLarge e -> Failure.of(400, FailureCode.FILE_TOO_LARGE, text(e));
      case FetchException.Failed _ ->
          Failure.of(400, FailureCode.FETCH_FAILED, "the file could not be downloaded");
    };
  }

  private static Failure internal() {
    return Failure.bare(500, FailureCode.INTERNAL, "Internal Server Error");
  }

  private static String text(Throwable failure) {
    return String.valueOf(failure.getMessage());
  }
}
