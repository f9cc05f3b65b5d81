package chatwarp.simulator.request;

/** A group request that the server refuses; becomes the error of the answer (08). */
final class GroupRefusal extends RuntimeException {
  static final int BAD_REQUEST = 400;
  static final int NOT_AUTHORIZED = 401;
  static final int FORBIDDEN = 403;
  static final int NOT_FOUND = 404;
  static final int NOT_ALLOWED = 405;
  static final int NOT_ACCEPTABLE = 406;
  static final int CONFLICT = 409;
  static final int GONE = 410;
  static final int RESOURCE_LIMIT = 419;

  private static final long serialVersionUID = 1L;

  private final int code;

  GroupRefusal(int code) {
    super(text(code));
    this.code = code;
  }

  int code() {
    return code;
  }

  String text() {
    return text(code);
  }

  private static String text(int code) {
    return switch (code) {
      case NOT_AUTHORIZED -> "not-authorized";
      case FORBIDDEN -> "forbidden";
      case NOT_FOUND -> "item-not-found";
      case NOT_ALLOWED -> "not-allowed";
      case NOT_ACCEPTABLE -> "not-acceptable";
      case CONFLICT -> "conflict";
      case GONE -> "gone";
      case RESOURCE_LIMIT -> "resource-limit";
      default -> "bad-request";
    };
  }
}
