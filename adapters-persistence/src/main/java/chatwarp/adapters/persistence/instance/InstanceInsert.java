package chatwarp.adapters.persistence.instance;

import chatwarp.adapters.persistence.seal.AesKey;
import chatwarp.adapters.persistence.seal.Cell;
import chatwarp.adapters.persistence.seal.MasterKey;
import chatwarp.adapters.persistence.seal.Packed;
import chatwarp.adapters.persistence.sql.Cells;
import chatwarp.domain.model.Instance;
import chatwarp.domain.model.InstanceConfig;
import chatwarp.domain.model.InstanceId;
import chatwarp.domain.model.Network;
import chatwarp.domain.model.ProxyConfig;
import chatwarp.domain.model.UserJid;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;

/** Adds an instance's rows: itself, its lease and its counts. */
final class InstanceInsert {
  private InstanceInsert() {}

  /** Returns the new data key, which nobody else may know before this is committed. */
  static AesKey execute(Handle handle, MasterKey master, Instance instance) {
    InstanceId id = instance.id();
    InstanceConfig config = instance.config();
    AesKey key = master.newDataKey();
    String token = instance.token().reveal();
    Update insert =
        handle
            .createUpdate(
                """
                insert into instance
                  (id, data_key, name, token, token_digest, token_chosen, integration, business_id,
                   number, proxy_protocol, proxy_host, proxy_port, proxy_credentials, network_url,
                   network_root_key, owner, profile_name, disconnect_reason, disconnected_at,
                   auto_connect, created_at, updated_at, reject_call, msg_call, groups_ignore,
                   always_online, read_messages, read_status, sync_full_history, wavoip_token,
                   webhook_enabled, webhook_url, webhook_by_events, webhook_base64,
                   webhook_headers, webhook_events)
                values
                  (:id, :data_key, :name, :token, :token_digest, :token_chosen, :integration,
                   :business_id, :number, :proxy_protocol, :proxy_host, :proxy_port,
                   :proxy_credentials, :network_url, :network_root_key, :owner, :profile_name,
                   :disconnect_reason, :disconnected_at, :auto_connect, :created_at, :updated_at,
                   :reject_call, :msg_call, :groups_ignore, :always_online, :read_messages,
                   :read_status, :sync_full_history, :wavoip_token, :webhook_enabled,
                   :webhook_url, :webhook_by_events, :webhook_base64, :webhook_headers,
                   :webhook_events)
                """)
            .bind("id", id.value())
            .bind("data_key", master.wrap(id, key))
            .bind("name", config.name().value())
            .bind(
                "token",
                key.seal(Cell.of(id, InstanceRow.TOKEN), token.getBytes(StandardCharsets.UTF_8)))
            .bind("token_digest", master.tokenDigest(token))
            .bind("token_chosen", config.token().isPresent())
            .bind("integration", Cells.storable(config.integration()))
            .bind("business_id", config.businessId().map(Cells::storable))
            .bind("number", config.number().map(Cells::storable))
            .bind("network_url", instance.network().map(n -> n.url().toString()))
            .bind("network_root_key", instance.network().map(Network::rootKey))
            .bind("owner", instance.profile().owner().map(UserJid::toString))
            .bind("profile_name", instance.profile().name().map(Cells::storable))
            .bind("disconnect_reason", instance.disconnection().map(d -> d.reason().text()))
            .bind(
                "disconnected_at",
                instance.disconnection().map(d -> d.at().atOffset(ZoneOffset.UTC)))
            .bind("auto_connect", instance.autoConnect())
            .bind("created_at", instance.createdAt().atOffset(ZoneOffset.UTC))
            .bind("updated_at", instance.updatedAt().atOffset(ZoneOffset.UTC));
    bind(insert, key, id, config.proxy());
    InstanceChanges.bind(insert, key, id, config.settings());
    WebhookColumns.bind(insert, key, id, config.webhook());
    insert.execute();
    handle.execute("insert into lease (instance_id, epoch) values (?, 0)", id.value());
    handle.execute("insert into instance_count (instance_id) values (?)", id.value());
    return key;
  }

  private static void bind(Update insert, AesKey key, InstanceId id, Optional<ProxyConfig> proxy) {
    byte @Nullable [] credentials =
        proxy
            .flatMap(ProxyConfig::credentials)
            .map(c -> new Packed.Writer().text(c.username()).text(c.password()).toBytes())
            .map(packed -> key.seal(Cell.of(id, InstanceRow.PROXY_CREDENTIALS), packed))
            .orElse(null);
    insert
        .bind("proxy_protocol", proxy.map(p -> p.protocol().name()))
        .bind("proxy_host", proxy.map(ProxyConfig::host).map(Cells::storable))
        .bind("proxy_port", proxy.map(ProxyConfig::port))
        .bind("proxy_credentials", credentials);
  }
}
