package chatwarp.adapters.http.route;

/** Whether the server can do its work now: its stores answer. Must not block for long. */
@FunctionalInterface
public interface Readiness {
  boolean ready();
}
