package chatwarp.simulator.request;

import chatwarp.adapters.wa.node.Node;
import chatwarp.simulator.account.Account;
import chatwarp.simulator.account.Device;
import chatwarp.simulator.exchange.Answer;
import chatwarp.simulator.exchange.Exchange;
import chatwarp.simulator.exchange.Stanzas;
import java.util.Optional;

/** One iq of a logged-in device. */
record Request(Exchange exchange, Device from, Node iq) {

  boolean isSet() {
    return iq.attrIs("type", "set");
  }

  /** The tag of the first child; empty when there is none. */
  String subject() {
    return iq.firstChild().map(Node::tag).orElse("");
  }

  Account account() {
    return from.account();
  }

  Optional<Answer> result(Node... children) {
    return Optional.of(Answer.of(Stanzas.result(iq, children)));
  }

  Optional<Answer> error(int code, String text) {
    return Optional.of(Answer.of(Stanzas.error(iq, code, text)));
  }
}
