package chatwarp.adapters.wa.stream;

import chatwarp.adapters.wa.crypto.KeyPair;
import chatwarp.adapters.wa.crypto.PublicKey;
import chatwarp.adapters.wa.noise.CertificateVerifier;
import chatwarp.adapters.wa.noise.NoiseException;
import chatwarp.adapters.wa.noise.NoiseInitiator;
import chatwarp.adapters.wa.noise.NoiseSocket;
import chatwarp.adapters.wa.noise.UntrustedServerException;
import chatwarp.adapters.wa.proto.ClientPayload;
import chatwarp.adapters.wa.transport.HostResolver;
import chatwarp.adapters.wa.transport.SocketDialer;
import chatwarp.adapters.wa.transport.TlsClient;
import chatwarp.adapters.wa.transport.TransportException;
import chatwarp.adapters.wa.transport.UpgradeRefusedException;
import chatwarp.adapters.wa.transport.WebSocketConnector;
import chatwarp.adapters.wa.transport.WebSocketRequest;
import chatwarp.domain.model.DisconnectReason;
import chatwarp.domain.model.Network;
import chatwarp.domain.model.ProxyConfig;
import java.time.InstantSource;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Makes connections to one network. One for the process; any thread may call. */
public final class Connector {
  private static final int TOO_MANY_REQUESTS = 429;

  private final Network network;
  private final HostResolver resolver;
  private final TlsClient tls;
  private final CertificateVerifier verifier;
  private final RandomGenerator random;

  /**
   * @param random a secure generator
   */
  public Connector(
      Network network,
      HostResolver resolver,
      TlsClient tls,
      InstantSource clock,
      RandomGenerator random) {
    this.network = network;
    this.resolver = resolver;
    this.tls = tls;
    this.verifier = new CertificateVerifier(PublicKey.of(network.rootKeyBytes()), clock);
    this.random = random;
  }

  /** Where it connects to. */
  public Network network() {
    return network;
  }

  /**
   * A link whose handshake is done. Blocks, for a minute at most.
   *
   * @param routingInfo as the server gave it at an earlier login; may be empty
   * @throws ConnectException when none came about
   */
  public Link connect(
      Optional<ProxyConfig> proxy, KeyPair noiseKey, byte[] routingInfo, ClientPayload payload) {
    try {
      WebSocketConnector sockets =
          new WebSocketConnector(
              SocketDialer.of(resolver, proxy), tls, random, WebSocketConnector.TIMEOUT);
      return new NoiseLink(
          NoiseSocket.over(
              sockets.connect(WebSocketRequest.to(network.url())),
              new NoiseInitiator(noiseKey, verifier, random),
              routingInfo,
              payload.toByteArray(),
              NoiseSocket.HANDSHAKE_TIMEOUT));
    } catch (TransportException e) {
      throw new ConnectException(meaning(e), e);
    } catch (NoiseException e) {
      throw new ConnectException(meaning(e), e);
    }
  }

  private static Ending meaning(TransportException failure) {
    if (failure instanceof UpgradeRefusedException refused
        && refused.status() == TOO_MANY_REQUESTS) {
      return new Ending(DisconnectReason.RATE_LIMITED, "too many connections");
    }
    return failure.retryable()
        ? new Ending(DisconnectReason.CONNECTION_LOST, "no connection to WhatsApp")
        : new Ending(DisconnectReason.REFUSED, "the connection was refused");
  }

  private static Ending meaning(NoiseException failure) {
    return failure instanceof UntrustedServerException
        ? new Ending(DisconnectReason.UNTRUSTED_SERVER, "the server's certificate was refused")
        : new Ending(DisconnectReason.CONNECTION_LOST, "the handshake failed");
  }
}
