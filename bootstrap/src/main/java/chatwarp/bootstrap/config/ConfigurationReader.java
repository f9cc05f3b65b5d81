package chatwarp.bootstrap.config;

import chatwarp.domain.model.EventKind;
import chatwarp.domain.model.Secret;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Reads the configuration: the YAML file, then the environment, then the command line, the later
 * one winning. Any wrong value stops the start with a {@link ConfigException} that names it.
 */
public final class ConfigurationReader {
  private final Source source;
  private final List<String> printed = new ArrayList<>();
  private final Set<String> known = new TreeSet<>();

  private ConfigurationReader(Source source) {
    this.source = source;
  }

  /** A configuration with the lines that say, redacted, what was set and where. */
  public record Result(Configuration configuration, List<String> printed) {}

  /**
   * Reads all sources.
   *
   * @param file given by the user, or absent for {@code chatwarp.yaml} in the data folder if there
   *     is one
   * @param environment the process environment
   * @param flags values of the command line by setting path
   */
  public static Result read(
      Optional<Path> file, Map<String, String> environment, Map<String, String> flags) {
    Source withoutFile = new Source(flags, environment, Map.of());
    Path data = new ConfigurationReader(withoutFile).get(DATA);
    Path standard = data.resolve("chatwarp.yaml");
    Optional<Path> chosen =
        file.isPresent() ? file : Files.exists(standard) ? Optional.of(standard) : Optional.empty();
    Map<String, String> values = new TreeMap<>(chosen.map(YamlFile::read).orElse(Map.of()));
    ConfigurationReader reader = new ConfigurationReader(new Source(flags, environment, values));
    Configuration configuration = reader.configuration();
    for (String path : values.keySet()) {
      if (!reader.known.contains(path)) {
        throw new ConfigException(path + " (from the configuration file) is not a setting");
      }
    }
    return new Result(configuration, List.copyOf(reader.printed));
  }

  private static final Setting<Path> DATA =
      Setting.of("store.data", "CHATWARP_DATA", Parsers::path, "data");

  private Configuration configuration() {
    return new Configuration(
        server(), auth(), store(), whatsapp(), pairing(), webhooks(), media(), simulator());
  }

  private Configuration.Server server() {
    return new Configuration.Server(
        get(Setting.of("server.host", "SERVER_HOST", Parsers::text, "127.0.0.1")),
        get(Setting.of("server.port", "SERVER_PORT", Parsers.number(0, 65535), "8080")),
        get(Setting.of("server.url", "SERVER_URL", Parsers.optional(Parsers::uri), "")),
        get(
                Setting.of(
                    "server.max-body-mb", "CHATWARP_MAX_BODY_MB", Parsers.number(1, 2048), "136"))
            * 1024L
            * 1024L,
        get(Setting.of("server.cors.origin", "CORS_ORIGIN", Parsers::list, "*")),
        get(
            Setting.of(
                "server.cors.methods", "CORS_METHODS", Parsers::list, "GET,POST,PUT,DELETE")),
        get(Setting.of("server.cors.credentials", "CORS_CREDENTIALS", Parsers::flag, "false")),
        get(Setting.of("server.json-logs", "CHATWARP_JSON_LOGS", Parsers::flag, "true")));
  }

  private Configuration.Auth auth() {
    return new Configuration.Auth(
        get(
            Setting.secret(
                "auth.key",
                "AUTHENTICATION_API_KEY CHATWARP_PASSWORD",
                Parsers.optional(ConfigurationReader::secret))),
        get(Setting.of("auth.open", "CHATWARP_OPEN", Parsers::flag, "false")));
  }

  private Configuration.Store store() {
    return new Configuration.Store(
        get(DATA),
        get(
            Setting.secret(
                "store.database-url",
                "DATABASE_URL",
                Parsers.optional(ConfigurationReader::secret))),
        get(
            Setting.secret(
                "store.master-key",
                "CHATWARP_MASTER_KEY",
                Parsers.optional(ConfigurationReader::masterKey))),
        get(Setting.of("store.pool-size", "CHATWARP_POOL_SIZE", Parsers.number(2, 200), "10")));
  }

  private Configuration.WhatsApp whatsapp() {
    return new Configuration.WhatsApp(
        get(Setting.of("whatsapp.url", "CHATWARP_WA_URL", Parsers.optional(Parsers::uri), "")),
        get(
            Setting.of(
                "whatsapp.root-key",
                "CHATWARP_WA_ROOT_KEY",
                Parsers.optional(ConfigurationReader::rootKey),
                "")),
        get(
            Setting.of(
                "whatsapp.trust-any-tls", "CHATWARP_WA_TRUST_ANY_TLS", Parsers::flag, "false")),
        get(
            Setting.of(
                "whatsapp.version",
                "CONFIG_SESSION_PHONE_VERSION",
                ConfigurationReader::version,
                "2.3000.1045649367")),
        get(
            Setting.of(
                "whatsapp.client-name", "CONFIG_SESSION_PHONE_CLIENT", Parsers::text, "Chatwarp")),
        get(Setting.of("whatsapp.browser", "CONFIG_SESSION_PHONE_NAME", Parsers::text, "Chrome")));
  }

  private Configuration.Pairing pairing() {
    return new Configuration.Pairing(
        get(Setting.of("pairing.qr-limit", "QRCODE_LIMIT", Parsers.number(1, 1000), "30")),
        get(Setting.of("pairing.qr-color", "QRCODE_COLOR", ConfigurationReader::color, "#198754")),
        get(
            Setting.of(
                "pairing.qr-wait-seconds", "CHATWARP_QR_WAIT_SECONDS", Parsers.seconds(600), "20")),
        get(
            Setting.of(
                "pairing.ack-wait-seconds",
                "CHATWARP_ACK_WAIT_SECONDS",
                Parsers.seconds(120),
                "10")));
  }

  private Configuration.Webhooks webhooks() {
    boolean global =
        get(Setting.of("webhook.global.enabled", "WEBHOOK_GLOBAL_ENABLED", Parsers::flag, "false"));
    Optional<URI> url =
        get(
            Setting.of(
                "webhook.global.url", "WEBHOOK_GLOBAL_URL", Parsers.optional(Parsers::uri), ""));
    if (global && url.isEmpty()) {
      throw new ConfigException("webhook.global.url (WEBHOOK_GLOBAL_URL) is needed when enabled");
    }
    return new Configuration.Webhooks(
        get(
            Setting.of(
                "webhook.allow-private-targets",
                "CHATWARP_ALLOW_PRIVATE_TARGETS",
                Parsers::flag,
                "false")),
        get(
            Setting.of(
                "webhook.request-timeout-ms",
                "WEBHOOK_REQUEST_TIMEOUT_MS",
                Parsers.millis(600_000),
                "30000")),
        get(
            Setting.of(
                "webhook.retry.max-attempts",
                "WEBHOOK_RETRY_MAX_ATTEMPTS",
                Parsers.number(1, 1000),
                "10")),
        positive(
            "webhook.retry.initial-delay-seconds",
            get(
                Setting.of(
                    "webhook.retry.initial-delay-seconds",
                    "WEBHOOK_RETRY_INITIAL_DELAY_SECONDS",
                    Parsers.seconds(3600),
                    "5"))),
        get(
            Setting.of(
                "webhook.retry.exponential-backoff",
                "WEBHOOK_RETRY_USE_EXPONENTIAL_BACKOFF",
                Parsers::flag,
                "true")),
        get(
            Setting.of(
                "webhook.retry.max-delay-seconds",
                "WEBHOOK_RETRY_MAX_DELAY_SECONDS",
                Parsers.seconds(86_400),
                "300")),
        get(
            Setting.of(
                "webhook.retry.jitter", "WEBHOOK_RETRY_JITTER_FACTOR", Parsers::fraction, "0.2")),
        get(
            Setting.of(
                "webhook.retry.final-statuses",
                "WEBHOOK_RETRY_NON_RETRYABLE_STATUS_CODES",
                ConfigurationReader::statuses,
                "400,401,403,404,422")),
        global ? url : Optional.empty(),
        get(
            Setting.of(
                "webhook.global.by-events",
                "WEBHOOK_GLOBAL_WEBHOOK_BY_EVENTS",
                Parsers::flag,
                "false")),
        globalEvents());
  }

  private List<String> globalEvents() {
    List<String> listed =
        get(
            Setting.of(
                "webhook.global.events", "CHATWARP_WEBHOOK_GLOBAL_EVENTS", Parsers::list, ""));
    List<String> events = new ArrayList<>(listed);
    for (EventKind kind : EventKind.values()) {
      String path = "webhook.events." + kind.name().toLowerCase(Locale.ROOT);
      if (get(Setting.of(path, "WEBHOOK_EVENTS_" + kind.name(), Parsers::flag, "false"))
          && !events.contains(kind.name())) {
        events.add(kind.name());
      }
    }
    for (String name : events) {
      if (EventKind.ofName(name).isEmpty()) {
        throw new ConfigException("webhook.global.events: there is no event " + name);
      }
    }
    return List.copyOf(events);
  }

  private Configuration.Media media() {
    return new Configuration.Media(
        get(Setting.of("media.ffmpeg", "CHATWARP_FFMPEG", Parsers.optional(Parsers::path), "")),
        get(Setting.of("media.max-mb", "CHATWARP_MAX_MEDIA_MB", Parsers.number(1, 2048), "2048"))
            * 1024L
            * 1024L);
  }

  private Configuration.Simulator simulator() {
    return new Configuration.Simulator(
        get(Setting.of("simulator.enabled", "CHATWARP_SIMULATOR", Parsers::flag, "false")),
        get(
            Setting.of(
                "simulator.port", "CHATWARP_SIMULATOR_PORT", Parsers.number(0, 65535), "8090")),
        get(
            Setting.of(
                "simulator.tls-port",
                "CHATWARP_SIMULATOR_TLS_PORT",
                Parsers.number(0, 65535),
                "8443")),
        get(
            Setting.of(
                "simulator.seed",
                "CHATWARP_SIMULATOR_SEED",
                Parsers.number(0, Integer.MAX_VALUE),
                "1")));
  }

  private <T> T get(Setting<T> setting) {
    known.add(setting.path());
    Source.Found found =
        source.find(setting).orElse(new Source.Found(setting.fallback(), "the default"));
    if (!found.origin().equals("the default")) {
      printed.add(
          setting.path()
              + "="
              + (setting.secret() ? "(secret)" : found.text())
              + " from "
              + found.origin());
    }
    try {
      return setting.parse().apply(found.text());
    } catch (IllegalArgumentException e) {
      throw new ConfigException(
          setting.path() + " (from " + found.origin() + ") " + e.getMessage(), e);
    }
  }

  private static Duration positive(String path, Duration value) {
    if (value.isZero()) {
      throw new ConfigException(path + " must be more than 0");
    }
    return value;
  }

  private static Secret secret(String text) {
    return Secret.copyOf(text.getBytes(StandardCharsets.UTF_8));
  }

  private static Secret masterKey(String text) {
    byte[] key;
    try {
      key = Base64.getDecoder().decode(text.strip());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("must be 32 bytes in base64", e);
    }
    if (key.length != 32) {
      throw new IllegalArgumentException("must be 32 bytes in base64");
    }
    return Secret.copyOf(key);
  }

  private static String rootKey(String text) {
    String hex = text.strip().toLowerCase(Locale.ROOT);
    if (!hex.matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException("must be 64 hex characters");
    }
    return hex;
  }

  private static String version(String text) {
    if (!text.strip().matches("\\d{1,5}\\.\\d{1,6}\\.\\d{1,10}")) {
      throw new IllegalArgumentException("must be three numbers with dots between");
    }
    return text.strip();
  }

  private static String color(String text) {
    if (!text.strip().matches("#[0-9a-fA-F]{6}")) {
      throw new IllegalArgumentException("must be a colour like #198754");
    }
    return text.strip();
  }

  private static List<Integer> statuses(String text) {
    return Arrays.stream(text.split(","))
        .map(String::strip)
        .filter(s -> !s.isEmpty())
        .map(Parsers.number(100, 599))
        .toList();
  }
}
