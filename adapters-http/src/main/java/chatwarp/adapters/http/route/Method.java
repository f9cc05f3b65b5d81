package chatwarp.adapters.http.route;

/** The HTTP methods that operations have. */
enum Method {
  GET,
  POST,
  PUT,
  DELETE
}
