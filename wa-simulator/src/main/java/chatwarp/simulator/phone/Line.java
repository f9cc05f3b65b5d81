package chatwarp.simulator.phone;

import chatwarp.adapters.wa.node.Node;
import chatwarp.simulator.account.Device;
import chatwarp.simulator.exchange.DeviceEndpoint;
import chatwarp.simulator.exchange.Exchange;
import java.util.ArrayList;
import java.util.List;

/** A phone's connection to the exchange. Never waits for anybody. */
record Line(Exchange exchange, Device device) {

  /** Connects and takes the backlog; what arrives from now on goes to the endpoint. */
  void connect(DeviceEndpoint endpoint) {
    exchange.attach(device, endpoint);
    exchange.activate(device);
  }

  /** Hangs up; what arrives from now on waits. */
  void disconnect(DeviceEndpoint endpoint) {
    exchange.detach(device, endpoint);
  }

  /** A computer's first messages prove whose computer it is (05 §4). */
  private Node identified(Node stanza) {
    if (!stanza.is("message") || !opensSession(stanza)) {
      return stanza;
    }
    List<Node> children = new ArrayList<>(stanza.children());
    device
        .companion()
        .ifPresent(linked -> children.add(Node.of("device-identity", linked.deviceIdentity())));
    return stanza.toBuilder().children(children).build();
  }

  private static boolean opensSession(Node node) {
    return node.attrIs("type", "pkmsg") || node.children().stream().anyMatch(Line::opensSession);
  }

  /** Hands over what is for one own companion alone, and comes to it as the server's. */
  void tell(Device companion, Node notification) {
    exchange.post(companion, notification);
  }

  /** Hands over a stanza. */
  void submit(Node stanza) {
    exchange.submit(device, device.isPhone() ? stanza : identified(stanza));
  }
}
