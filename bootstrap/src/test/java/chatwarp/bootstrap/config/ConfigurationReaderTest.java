package chatwarp.bootstrap.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigurationReaderTest {
  @TempDir Path folder;

  @Test
  void hasADefaultForEverything() {
    Configuration configuration = read(Map.of(), Map.of());

    assertEquals("127.0.0.1", configuration.server().host());
    assertEquals(8080, configuration.server().port());
    assertEquals(136L * 1024 * 1024, configuration.server().maxBodyBytes());
    assertEquals(Path.of("data"), configuration.store().data());
    assertEquals(Optional.empty(), configuration.auth().key());
    assertEquals(Optional.empty(), configuration.whatsapp().url());
    assertFalse(configuration.webhooks().allowPrivateTargets());
    assertFalse(configuration.simulator().enabled());
    assertEquals(Duration.ofSeconds(5), configuration.webhooks().initialDelay());
    assertEquals(List.of(400, 401, 403, 404, 422), configuration.webhooks().finalStatuses());
  }

  @Test
  void theCommandLineBeatsTheEnvironmentAndThatBeatsTheFile() throws IOException {
    Path file = write("server:\n  port: 1\n  host: from-file\npairing:\n  qr-limit: 7\n");
    Map<String, String> environment = Map.of("SERVER_PORT", "2", "SERVER_HOST", "from-environment");

    Configuration configuration =
        ConfigurationReader.read(Optional.of(file), environment, Map.of("server.port", "3"))
            .configuration();

    assertEquals(3, configuration.server().port());
    assertEquals("from-environment", configuration.server().host());
    assertEquals(7, configuration.pairing().qrLimit());
  }

  @Test
  void findsTheFileInTheDataFolder() throws IOException {
    Files.writeString(folder.resolve("chatwarp.yaml"), "server:\n  port: 4711\n");

    Configuration configuration = read(Map.of("CHATWARP_DATA", folder.toString()), Map.of());

    assertEquals(4711, configuration.server().port());
  }

  @Test
  void readsListsOfTheFile() throws IOException {
    Path file = write("webhook:\n  retry:\n    final-statuses: [410, 418]\n");

    Configuration configuration =
        ConfigurationReader.read(Optional.of(file), Map.of(), Map.of()).configuration();

    assertEquals(List.of(410, 418), configuration.webhooks().finalStatuses());
  }

  @ParameterizedTest(name = "{0}={1} is refused naming {2}")
  @CsvSource({
    "SERVER_PORT, abc, server.port",
    "SERVER_PORT, 65536, server.port",
    "QRCODE_LIMIT, 0, pairing.qr-limit",
    "QRCODE_COLOR, green, pairing.qr-color",
    "CHATWARP_WA_ROOT_KEY, 12, whatsapp.root-key",
    "CHATWARP_MASTER_KEY, c2hvcnQ=, store.master-key",
    "CHATWARP_SIMULATOR, maybe, simulator.enabled",
    "WEBHOOK_RETRY_JITTER_FACTOR, 2, webhook.retry.jitter",
    "WEBHOOK_RETRY_INITIAL_DELAY_SECONDS, 0, webhook.retry.initial-delay-seconds",
    "WEBHOOK_GLOBAL_ENABLED, true, webhook.global.url",
    "CHATWARP_WEBHOOK_GLOBAL_EVENTS, NOTHING, webhook.global.events",
    "CONFIG_SESSION_PHONE_VERSION, 2.3000, whatsapp.version",
  })
  void namesTheSettingThatIsWrong(String variable, String value, String setting) {
    ConfigException refused =
        assertThrows(ConfigException.class, () -> read(Map.of(variable, value), Map.of()));

    assertTrue(refused.getMessage().contains(setting), refused::getMessage);
  }

  @Test
  void namesASettingOfTheFileThatDoesNotExist() throws IOException {
    Path file = write("server:\n  prot: 1\n");

    ConfigException refused =
        assertThrows(
            ConfigException.class,
            () -> ConfigurationReader.read(Optional.of(file), Map.of(), Map.of()));

    assertTrue(refused.getMessage().contains("server.prot"), refused::getMessage);
  }

  @Test
  void refusesAFileThatIsNotYaml() throws IOException {
    Path file = write("server: [unclosed");

    assertThrows(
        ConfigException.class,
        () -> ConfigurationReader.read(Optional.of(file), Map.of(), Map.of()));
  }

  @Test
  void printsWhatWasSetWithoutSecrets() {
    List<String> printed =
        ConfigurationReader.read(
                Optional.empty(),
                Map.of(
                    "AUTHENTICATION_API_KEY", "very-secret",
                    "DATABASE_URL", "postgres://user:password@127.0.0.1/db",
                    "SERVER_PORT", "9000"),
                Map.of())
            .printed();

    assertTrue(printed.contains("server.port=9000 from SERVER_PORT"), printed::toString);
    assertTrue(
        printed.contains("auth.key=(secret) from AUTHENTICATION_API_KEY"), printed::toString);
    assertTrue(
        printed.stream()
            .noneMatch(line -> line.contains("very-secret") || line.contains("password")),
        printed::toString);
  }

  @Test
  void neverShowsASecretInItsText() {
    Configuration configuration =
        read(
            Map.of(
                "AUTHENTICATION_API_KEY", "very-secret", "DATABASE_URL", "postgres://a:hidden@b/c"),
            Map.of());

    assertFalse(configuration.toString().contains("very-secret"));
    assertFalse(configuration.toString().contains("hidden"));
  }

  @Test
  void collectsTheGlobalEventsFromTheirSwitches() {
    Configuration configuration =
        read(
            Map.of(
                "WEBHOOK_GLOBAL_ENABLED", "true",
                "WEBHOOK_GLOBAL_URL", "http://127.0.0.1:9/hook",
                "WEBHOOK_EVENTS_MESSAGES_UPSERT", "true",
                "WEBHOOK_EVENTS_CALL", "false"),
            Map.of());

    assertEquals(
        Optional.of(URI.create("http://127.0.0.1:9/hook")), configuration.webhooks().globalUrl());
    assertEquals(List.of("MESSAGES_UPSERT"), configuration.webhooks().globalEvents());
  }

  private Path write(String yaml) throws IOException {
    return Files.writeString(folder.resolve("settings.yaml"), yaml);
  }

  private static Configuration read(Map<String, String> environment, Map<String, String> flags) {
    return ConfigurationReader.read(Optional.empty(), environment, flags).configuration();
  }
}
