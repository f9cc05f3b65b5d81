package chatwarp.simulator.exchange;

import chatwarp.adapters.wa.node.Node;
import chatwarp.simulator.account.Device;

/** Answers iq stanzas of logged-in devices. */
@FunctionalInterface
public interface Requests {

  /** The answer to a get or set; never silence (09 §6). */
  Answer answer(Exchange exchange, Device from, Node iq);
}
