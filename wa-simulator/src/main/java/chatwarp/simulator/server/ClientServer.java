package chatwarp.simulator.server;

import chatwarp.adapters.wa.proto.ClientPayload;
import chatwarp.domain.model.InvalidValueException;
import chatwarp.domain.model.UserJid;
import chatwarp.simulator.account.Accounts;
import chatwarp.simulator.account.Companion;
import chatwarp.simulator.account.Device;
import chatwarp.simulator.exchange.Exchange;
import chatwarp.simulator.exchange.Faults;
import chatwarp.simulator.exchange.Later;
import chatwarp.simulator.exchange.StanzaIds;
import chatwarp.simulator.exchange.Violation;
import chatwarp.simulator.exchange.Violations;
import chatwarp.simulator.listen.SocketReceiver;
import chatwarp.simulator.listen.SocketService;
import chatwarp.simulator.listen.SocketSink;
import chatwarp.simulator.pairing.PairingDesk;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;

/** Takes connections and lets each client in by its payload: to register, or to log in (03 §2). */
public final class ClientServer implements SocketService {
  /** Baileys reads frames as encrypted only once its own last frame has left (01 §9.4). */
  private static final Duration BEFORE_FIRST_FRAME = Duration.ofMillis(10);

  private final ServerIdentity identity;
  private final Surroundings around;

  /**
   * What sessions work with.
   *
   * @param background runs what must not run on a connection's thread
   */
  public record Surroundings(
      Accounts accounts,
      Exchange exchange,
      PairingDesk desk,
      Faults faults,
      Violations violations,
      LiveSessions sessions,
      StanzaIds ids,
      Later later,
      Executor background,
      InstantSource clock,
      RandomGenerator random) {}

  public ClientServer(ServerIdentity identity, Surroundings around) {
    this.identity = identity;
    this.around = around;
  }

  @Override
  public SocketReceiver opened(SocketSink sink) {
    return new ClientConnection(sink, new Door(), new Handshake(identity, around.random()));
  }

  /** One connection's way in. */
  private final class Door implements Gate {
    @Override
    public Session enter(Handshake.Result client, Channel channel) {
      around.later().run(BEFORE_FIRST_FRAME, channel::release);
      ClientPayload payload = client.payload();
      if (payload.hasDevicePairingData()) {
        return new Registration(
            RegistrationPayload.read(payload), client.clientStatic(), channel, around);
      }
      return device(client)
          .<Session>map(device -> new Login(device, channel, around))
          .orElseGet(() -> new Refusal(channel, 401, around.clock()));
    }

    @Override
    public void misbehaved(Session session, RuntimeException reason) {
      if (session instanceof Login login) {
        Device device = login.device();
        around
            .violations()
            .report(
                new Violation(
                    Violation.Kind.BAD_STANZA,
                    device.jid(),
                    device.jid(),
                    "",
                    around.clock().instant(),
                    String.valueOf(reason.getMessage())));
      }
    }
  }

  /** The linked device that a login names, when the Noise key is the one it was paired with. */
  private Optional<Device> device(Handshake.Result client) {
    ClientPayload payload = client.payload();
    UserJid phone;
    try {
      phone = UserJid.phone(Long.toUnsignedString(payload.getUsername()));
    } catch (InvalidValueException e) {
      throw new ProtocolViolation("a login without a number", e);
    }
    return around
        .accounts()
        .device(phone.device(payload.getDevice()))
        .filter(device ->
            device
                .companion()
                .map(Companion::noiseKey)
                .filter(client.clientStatic()::equals)
                .isPresent());
  }
}
