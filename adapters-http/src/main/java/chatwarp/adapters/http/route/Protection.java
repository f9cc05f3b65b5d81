package chatwarp.adapters.http.route;

/** What a caller needs for a route. */
enum Protection {
  /** Nothing. */
  NONE,
  /** The global key. */
  GLOBAL,
  /** The global key, or the token of the instance in the path, which must exist. */
  INSTANCE,
  /** Any key; the operation looks at it itself. */
  ANY_KEY
}
