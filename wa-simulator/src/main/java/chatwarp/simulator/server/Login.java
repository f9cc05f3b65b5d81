package chatwarp.simulator.server;

import chatwarp.adapters.wa.node.Node;
import chatwarp.simulator.account.Device;
import chatwarp.simulator.exchange.DeviceEndpoint;
import chatwarp.simulator.exchange.Fault;
import chatwarp.simulator.exchange.Fault.BadFrame;
import chatwarp.simulator.exchange.Stanzas;
import chatwarp.simulator.server.ClientServer.Surroundings;
import java.util.Optional;

/** A linked companion's connection, from {@code success} on (09 §4). */
public final class Login implements Session, DeviceEndpoint {
  static final String LOCATION = "sim";

  private final Device device;
  private final Channel channel;
  private final Surroundings around;

  /** Nothing that comes after a bad stanza is read; owned by the connection's thread. */
  private boolean deaf;

  /** Stanzas until a planned end; owned by the connection's thread. */
  private Optional<Countdown> countdown = Optional.empty();

  /** A planned end of the connection. */
  private static final class Countdown {
    private int left;
    private final Runnable end;

    Countdown(int left, Runnable end) {
      this.left = left;
      this.end = end;
    }
  }

  Login(Device device, Channel channel, Surroundings around) {
    this.device = device;
    this.channel = channel;
    this.around = around;
  }

  Device device() {
    return device;
  }

  @Override
  public void begin() {
    Optional<Fault.LoginFailure> failure = around.faults().take(device, Fault.LoginFailure.class);
    if (failure.isPresent()) {
      new Refusal(channel, failure.get().reason(), around.clock()).begin();
      return;
    }
    channel.dropWhen(() -> around.faults().take(device, Fault.DropFrame.class).isPresent());
    channel.send(success());
    around.sessions().add(device, this);
    around.exchange().attach(device, this);
  }

  private Node success() {
    long now = around.clock().instant().getEpochSecond();
    return Node.builder("success")
        .attr("t", now)
        .attr("lid", device.lid())
        .attr("props", 27)
        .attr("abprops", 10)
        .attr("location", LOCATION)
        .attr("creation", now)
        .attr("display_name", device.account().pushName())
        .build();
  }

  @Override
  public void received(Node stanza) {
    if (deaf) {
      return;
    }
    if (isBad(stanza)) {
      deaf = true;
      end(Stanzas.notWellFormed());
      return;
    }
    plan();
    if (countdown.isPresent() && --countdown.get().left < 0) {
      countdown.get().end.run();
      countdown = Optional.empty();
      return;
    }
    Optional<Fault.RequestError> error = refusal(stanza);
    if (error.isPresent()) {
      channel.send(Stanzas.error(stanza, error.get().code(), error.get().text()));
    } else {
      around.exchange().submit(device, stanza);
    }
  }

  private Optional<Fault.RequestError> refusal(Node stanza) {
    boolean asks =
        stanza.is("iq") && (stanza.attrIs("type", "get") || stanza.attrIs("type", "set"));
    return asks
        ? around
            .faults()
            .take(
                device,
                Fault.RequestError.class,
                planned -> stanza.attrIs("xmlns", planned.xmlns()))
        : Optional.empty();
  }

  private boolean isBad(Node stanza) {
    return stanza.is("message")
        && around
            .faults()
            .take(device, Fault.BadStanza.class, bad -> stanza.attrIs("id", bad.id()))
            .isPresent();
  }

  /** Takes a newly planned end into this connection. */
  private void plan() {
    around
        .faults()
        .take(device, Fault.Close.class)
        .ifPresent(close -> countdown = Optional.of(new Countdown(close.after(), this::drop)));
    around
        .faults()
        .take(device, Fault.StreamError.class)
        .ifPresent(error ->
            countdown =
                Optional.of(
                    new Countdown(error.after(), () -> end(Stanzas.streamError(error.code())))));
  }

  @Override
  public void deliver(Node stanza) {
    channel.send(stanza);
  }

  @Override
  public void end(Node farewell) {
    channel.end(farewell);
  }

  /** Drops the connection without a word. */
  public void drop() {
    channel.abort();
  }

  /** Sends a broken frame. */
  public void sendBad(BadFrame.Kind kind) {
    channel.sendBad(kind);
  }

  @Override
  public void closed() {
    // A close can be noticed in the middle of a delivery, under the mailbox's lock.
    around
        .background()
        .execute(() -> {
          around.sessions().remove(device, this);
          around.exchange().detach(device, this);
        });
  }
}
