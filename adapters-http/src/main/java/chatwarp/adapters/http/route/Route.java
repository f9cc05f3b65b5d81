package chatwarp.adapters.http.route;

/**
 * An operation and how it is reached.
 *
 * @param path with parameters as {@code :name}; literals match in any case, with or without a slash
 *     at the end
 */
record Route(Method method, String path, Protection protection, Action action, Failed failed) {
  /** Where failures tell their message. */
  enum Failed {
    /** In {@code response}. */
    ENVELOPE,
    /** In {@code response}, and at the top: clients of some routes read it there. */
    TOP_AS_WELL
  }

  /** The path parameter that names the instance. */
  static final String INSTANCE = "instanceName";

  /** A route that fails as most do. */
  Route(Method method, String path, Protection protection, Action action) {
    this(method, path, protection, action, Failed.ENVELOPE);
  }

  /** As the page of routes calls it. */
  String name() {
    return method + " " + path;
  }

  @Override
  public String toString() {
    return name();
  }
}
