package chatwarp.adapters.persistence.instance;

import chatwarp.adapters.persistence.seal.AesKey;
import chatwarp.adapters.persistence.seal.Cell;
import chatwarp.adapters.persistence.seal.Packed;
import chatwarp.adapters.persistence.sql.Cells;
import chatwarp.adapters.persistence.sql.Columns;
import chatwarp.domain.model.EventKind;
import chatwarp.domain.model.InstanceId;
import chatwarp.domain.model.WebhookConfig;
import chatwarp.domain.port.StoreException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/** A webhook and its columns: address and headers are sealed, users put secrets into both. */
final class WebhookColumns {
  static final String ASSIGNMENTS =
      """
      webhook_enabled = :webhook_enabled, webhook_url = :webhook_url,
      webhook_by_events = :webhook_by_events, webhook_base64 = :webhook_base64,
      webhook_headers = :webhook_headers, webhook_events = :webhook_events\
      """;

  private static final String URL = "instance.webhook_url";
  private static final String HEADERS = "instance.webhook_headers";

  private WebhookColumns() {}

  static <S extends SqlStatement<S>> void bind(
      S statement, AesKey key, InstanceId id, Optional<WebhookConfig> webhook) {
    byte @Nullable [] url =
        webhook
            .map(w -> w.url().toString().getBytes(StandardCharsets.UTF_8))
            .map(bytes -> key.seal(Cell.of(id, URL), bytes))
            .orElse(null);
    byte @Nullable [] headers =
        webhook.map(w -> key.seal(Cell.of(id, HEADERS), pack(w.headers()))).orElse(null);
    statement
        .bind("webhook_enabled", webhook.map(WebhookConfig::enabled))
        .bind("webhook_url", url)
        .bind("webhook_by_events", webhook.map(WebhookConfig::byEvents))
        .bind("webhook_base64", webhook.map(WebhookConfig::base64))
        .bind("webhook_headers", headers)
        .bind("webhook_events", Columns.texts(names(webhook)));
  }

  private static List<String> names(Optional<WebhookConfig> webhook) {
    return webhook.stream()
        .flatMap(w -> w.events().stream())
        .map(EventKind::name)
        .sorted()
        .toList();
  }

  static Optional<WebhookConfig> read(AesKey key, InstanceId id, ResultSet row)
      throws SQLException {
    byte[] url = row.getBytes("webhook_url");
    if (url == null) {
      return Optional.empty();
    }
    Set<EventKind> events =
        Arrays.stream((String[]) row.getArray("webhook_events").getArray())
            .map(name ->
                EventKind.ofName(name)
                    .orElseThrow(() -> new StoreException.Unreadable("webhook events")))
            .collect(Collectors.toSet());
    return Optional.of(
        new WebhookConfig(
            row.getBoolean("webhook_enabled"),
            URI.create(new String(key.open(Cell.of(id, URL), url), StandardCharsets.UTF_8)),
            row.getBoolean("webhook_by_events"),
            row.getBoolean("webhook_base64"),
            Cells.bytes(row, "webhook_headers")
                .map(sealed -> unpack(key.open(Cell.of(id, HEADERS), sealed)))
                .orElse(Map.of()),
            events));
  }

  private static byte[] pack(Map<String, String> headers) {
    Packed.Writer writer = new Packed.Writer().number(headers.size());
    List<String> names = new ArrayList<>(headers.keySet());
    names.sort(null);
    names.forEach(name -> writer.text(name).text(headers.getOrDefault(name, "")));
    return writer.toBytes();
  }

  private static Map<String, String> unpack(byte[] packed) {
    Packed.Reader reader = new Packed.Reader(HEADERS, packed);
    Map<String, String> headers = new HashMap<>();
    for (int left = reader.number(); left > 0; left--) {
      headers.put(reader.text(), reader.text());
    }
    reader.end();
    return headers;
  }
}
