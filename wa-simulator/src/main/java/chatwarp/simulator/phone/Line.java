package chatwarp.simulator.phone;

import chatwarp.adapters.wa.node.Node;
import chatwarp.simulator.account.Device;
import chatwarp.simulator.exchange.DeviceEndpoint;
import chatwarp.simulator.exchange.Exchange;

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

  /** Hands over a stanza. */
  void submit(Node stanza) {
    exchange.submit(device, stanza);
  }
}
