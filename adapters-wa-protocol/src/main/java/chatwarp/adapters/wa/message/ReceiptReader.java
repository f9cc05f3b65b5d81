package chatwarp.adapters.wa.message;

import chatwarp.adapters.wa.device.StagedState;
import chatwarp.adapters.wa.node.Node;
import chatwarp.adapters.wa.stream.Acks;
import chatwarp.adapters.wa.stream.Connection;
import chatwarp.domain.port.SessionException;
import java.time.InstantSource;

/** Receipts on their way in: told to the application, acknowledged when that is durable. */
public final class ReceiptReader {
  private final StagedState state;
  private final InstantSource clock;

  /**
   * @param clock the server's time
   */
  public ReceiptReader(StagedState state, InstantSource clock) {
    this.state = state;
    this.clock = clock;
  }

  /** Takes one receipt that asks for nothing. */
  public void handle(Node receipt, Connection connection) {
    OwnAddress own = OwnAddress.of(state.auth().orElseThrow(SessionException.NotConnected::new));
    Node ack = Acks.of(receipt);
    state.step(step -> {
      Receipts.read(receipt, own, clock.instant()).forEach(step::fact);
      step.afterwards(() -> connection.trySend(ack));
      return ack;
    });
  }
}
