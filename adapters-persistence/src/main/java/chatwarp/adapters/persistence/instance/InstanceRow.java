package chatwarp.adapters.persistence.instance;

import chatwarp.adapters.persistence.seal.AesKey;
import chatwarp.adapters.persistence.seal.Cell;
import chatwarp.adapters.persistence.seal.Packed;
import chatwarp.adapters.persistence.sql.Cells;
import chatwarp.domain.model.DisconnectReason;
import chatwarp.domain.model.Disconnection;
import chatwarp.domain.model.Instance;
import chatwarp.domain.model.InstanceConfig;
import chatwarp.domain.model.InstanceId;
import chatwarp.domain.model.InstanceName;
import chatwarp.domain.model.InstanceSettings;
import chatwarp.domain.model.InstanceToken;
import chatwarp.domain.model.Jid;
import chatwarp.domain.model.Network;
import chatwarp.domain.model.Profile;
import chatwarp.domain.model.ProxyConfig;
import chatwarp.domain.model.UserJid;
import chatwarp.domain.port.StoreException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** Reads an instance's row. */
final class InstanceRow {
  static final String TOKEN = "instance.token";
  static final String WAVOIP_TOKEN = "instance.wavoip_token";
  static final String PROXY_CREDENTIALS = "instance.proxy_credentials";

  private InstanceRow() {}

  static InstanceId id(ResultSet row) throws SQLException {
    return new InstanceId(Cells.uuid(row, "id"));
  }

  static Instance read(AesKey key, ResultSet row) throws SQLException {
    InstanceId id = id(row);
    InstanceToken token = new InstanceToken(text(key, id, TOKEN, row.getBytes("token")));
    InstanceConfig config =
        new InstanceConfig(
            new InstanceName(row.getString("name")),
            row.getBoolean("token_chosen") ? Optional.of(token) : Optional.empty(),
            row.getString("integration"),
            Cells.text(row, "business_id"),
            Cells.text(row, "number"),
            settings(key, id, row),
            proxy(key, id, row),
            WebhookColumns.read(key, id, row));
    return new Instance(
        id,
        config,
        token,
        network(row),
        new Profile(
            Cells.text(row, "owner").map(Jid::parse).map(jid -> (UserJid) jid.bare()),
            Cells.text(row, "profile_name")),
        disconnection(row),
        row.getBoolean("auto_connect"),
        Cells.time(row, "created_at"),
        Cells.time(row, "updated_at"));
  }

  private static InstanceSettings settings(AesKey key, InstanceId id, ResultSet row)
      throws SQLException {
    Optional<byte[]> wavoip = Cells.bytes(row, "wavoip_token");
    return new InstanceSettings(
        row.getBoolean("reject_call"),
        row.getString("msg_call"),
        row.getBoolean("groups_ignore"),
        row.getBoolean("always_online"),
        row.getBoolean("read_messages"),
        row.getBoolean("read_status"),
        row.getBoolean("sync_full_history"),
        wavoip.map(sealed -> text(key, id, WAVOIP_TOKEN, sealed)).orElse(""));
  }

  private static Optional<ProxyConfig> proxy(AesKey key, InstanceId id, ResultSet row)
      throws SQLException {
    String protocol = row.getString("proxy_protocol");
    if (protocol == null) {
      return Optional.empty();
    }
    Optional<ProxyConfig.Credentials> credentials =
        Cells.bytes(row, "proxy_credentials").map(sealed -> credentials(key, id, sealed));
    return Optional.of(
        new ProxyConfig(
            ProxyConfig.Protocol.valueOf(protocol),
            row.getString("proxy_host"),
            row.getInt("proxy_port"),
            credentials));
  }

  private static ProxyConfig.Credentials credentials(AesKey key, InstanceId id, byte[] sealed) {
    Packed.Reader fields =
        new Packed.Reader(PROXY_CREDENTIALS, key.open(Cell.of(id, PROXY_CREDENTIALS), sealed));
    ProxyConfig.Credentials read = new ProxyConfig.Credentials(fields.text(), fields.text());
    fields.end();
    return read;
  }

  private static Optional<Network> network(ResultSet row) throws SQLException {
    String url = row.getString("network_url");
    return url == null
        ? Optional.empty()
        : Optional.of(new Network(URI.create(url), row.getString("network_root_key")));
  }

  private static Optional<Disconnection> disconnection(ResultSet row) throws SQLException {
    String reason = row.getString("disconnect_reason");
    if (reason == null) {
      return Optional.empty();
    }
    return Optional.of(
        new Disconnection(
            DisconnectReason.ofText(reason)
                .orElseThrow(() -> new StoreException.Unreadable("disconnect reason")),
            Cells.time(row, "disconnected_at")));
  }

  private static String text(AesKey key, InstanceId id, String column, byte[] sealed) {
    return new String(key.open(Cell.of(id, column), sealed), StandardCharsets.UTF_8);
  }
}
