package chatwarp.adapters.wa.session;

import chatwarp.adapters.wa.device.StagedState;
import chatwarp.adapters.wa.node.Node;
import chatwarp.adapters.wa.stream.Connection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether the account shows itself as available. Told to the server once our name is known, which
 * is never before the first messages of our own phone (03 §6). Any thread may call.
 */
final class Presence {
  private final StagedState state;
  private volatile boolean wanted;
  private volatile boolean shown;
  private volatile @Nullable Connection connection;

  /**
   * @param wanted what to show after a login
   */
  Presence(StagedState state, boolean wanted) {
    this.state = state;
    this.wanted = wanted;
  }

  /** Whether the server believes us available. */
  boolean shown() {
    return shown;
  }

  /** A connection is open: shows itself on it. */
  void begin(Connection open) {
    connection = open;
    show();
  }

  /** No connection: nobody sees us. */
  void end() {
    connection = null;
    shown = false;
  }

  /** Shows this from now on. */
  void want(boolean available) {
    wanted = available;
    show();
  }

  /** Shows what is wanted, if there is a connection and a name. */
  void show() {
    Connection open = connection;
    Optional<String> name = state.auth().flatMap(auth -> auth.metadata().pushName());
    if (open != null && name.isPresent()) {
      open.trySend(
          Node.builder("presence")
              .attr("type", wanted ? "available" : "unavailable")
              .attr("name", name.get())
              .build());
      shown = wanted;
    }
  }
}
