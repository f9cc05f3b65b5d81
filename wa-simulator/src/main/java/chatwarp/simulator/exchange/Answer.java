package chatwarp.simulator.exchange;

import chatwarp.adapters.wa.node.Node;

/**
 * The answer to a request.
 *
 * @param then what happens once the answer is on its way, for example the backlog
 */
public record Answer(Node iq, Runnable then) {

  /** An answer that nothing follows. */
  public static Answer of(Node iq) {
    return new Answer(iq, () -> {});
  }
}
