package chatwarp.bootstrap.config;

import chatwarp.domain.model.Secret;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Everything that can be set, typed. Made by {@link ConfigurationReader}; {@code
 * docs/configuration.md} lists the names.
 */
public record Configuration(
    Server server,
    Auth auth,
    Store store,
    WhatsApp whatsapp,
    Pairing pairing,
    Webhooks webhooks,
    Media media,
    Simulator simulator) {

  /**
   * The REST edge.
   *
   * @param url the address users reach it by, put into event envelopes
   * @param maxBodyBytes larger request bodies are refused
   */
  public record Server(
      String host,
      int port,
      Optional<URI> url,
      long maxBodyBytes,
      List<String> corsOrigins,
      List<String> corsMethods,
      boolean corsCredentials,
      boolean jsonLogs) {}

  /**
   * Who may call.
   *
   * @param key the global key; generated on the first start when absent
   * @param open no key needed, for loopback binds only
   */
  public record Auth(Optional<Secret> key, boolean open) {}

  /**
   * Where things are kept.
   *
   * @param databaseUrl an outside PostgreSQL; the embedded one when absent
   * @param masterKey 32 bytes that seal everything; {@code master.key} in the data folder when
   *     absent
   */
  public record Store(
      Path data, Optional<Secret> databaseUrl, Optional<Secret> masterKey, int poolSize) {}

  /**
   * Which WhatsApp.
   *
   * @param rootKey hex; the real one when absent
   * @param version the web version shown to the server, three numbers
   */
  public record WhatsApp(
      Optional<URI> url,
      Optional<String> rootKey,
      boolean trustAnyTls,
      String version,
      String clientName,
      String browser) {}

  /** How QRs are offered. */
  public record Pairing(int qrLimit, String qrColor, Duration qrWait, Duration ackWait) {}

  /**
   * Webhook transport.
   *
   * @param allowPrivateTargets webhooks and media URLs may reach private addresses
   */
  public record Webhooks(
      boolean allowPrivateTargets,
      Duration requestTimeout,
      int maxAttempts,
      Duration initialDelay,
      boolean exponentialBackoff,
      Duration maxDelay,
      double jitter,
      List<Integer> finalStatuses,
      Optional<URI> globalUrl,
      boolean globalByEvents,
      List<String> globalEvents) {}

  /**
   * Files that are sent.
   *
   * @param ffmpeg the program that converts what the libraries cannot; none when absent
   * @param maxBytes larger files are refused
   */
  public record Media(Optional<Path> ffmpeg, long maxBytes) {}

  /**
   * The offline WhatsApp.
   *
   * @param enabled run it in this process and point the instances at it
   */
  public record Simulator(boolean enabled, int port, int tlsPort, long seed) {}
}
