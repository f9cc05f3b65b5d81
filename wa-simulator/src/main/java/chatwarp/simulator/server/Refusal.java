package chatwarp.simulator.server;

import chatwarp.adapters.wa.node.Node;
import java.time.InstantSource;

/** A login that is not let in: one {@code failure}, then the end (03 §5.2). */
final class Refusal implements Session {
  private final Channel channel;
  private final int reason;
  private final InstantSource clock;

  Refusal(Channel channel, int reason, InstantSource clock) {
    this.channel = channel;
    this.reason = reason;
    this.clock = clock;
  }

  @Override
  public void begin() {
    channel.end(
        Node.builder("failure")
            .attr("reason", reason)
            .attr("location", Login.LOCATION)
            .attr("t", clock.instant().getEpochSecond())
            .build());
  }

  @Override
  public void received(Node stanza) {}

  @Override
  public void closed() {}
}
