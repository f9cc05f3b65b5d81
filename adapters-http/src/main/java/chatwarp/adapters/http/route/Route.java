package chatwarp.adapters.http.route;

/**
 * An operation and how it is reached.
 *
 * @param path with parameters as {@code :name}; literals match in any case, with or without a slash
 *     at the end
 */
record Route(Method method, String path, Protection protection, Action action) {
  /** The path parameter that names the instance. */
  static final String INSTANCE = "instanceName";
}
