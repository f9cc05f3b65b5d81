package chatwarp.adapters.persistence.instance;

import chatwarp.adapters.persistence.seal.AesKey;
import chatwarp.adapters.persistence.seal.Cell;
import chatwarp.adapters.persistence.seal.KeyRing;
import chatwarp.adapters.persistence.sql.Cells;
import chatwarp.domain.model.InstanceId;
import chatwarp.domain.model.InstanceSettings;
import chatwarp.domain.model.UserJid;
import chatwarp.domain.port.RowChange;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jdbi.v3.core.statement.Update;

/** Changes of an instance's own row within a commit; rare, so each is a statement. */
public final class InstanceChanges {
  static final String SETTINGS =
      """
      reject_call = :reject_call, msg_call = :msg_call, groups_ignore = :groups_ignore,
      always_online = :always_online, read_messages = :read_messages,
      read_status = :read_status, sync_full_history = :sync_full_history,
      wavoip_token = :wavoip_token\
      """;

  private final KeyRing keys;
  private final Handle handle;
  private final Instant now;

  /**
   * @param now becomes the time of the instance's last update
   */
  public InstanceChanges(KeyRing keys, Handle handle, Instant now) {
    this.keys = keys;
    this.handle = handle;
    this.now = now;
  }

  public void write(InstanceId id, RowChange.SetProfile change) {
    execute(
        id,
        update(
                "owner = :owner, profile_name = :profile_name, network_url = :url,"
                    + " network_root_key = :root")
            .bind("owner", change.profile().owner().map(UserJid::toString))
            .bind("profile_name", change.profile().name().map(Cells::storable))
            .bind("url", change.network().url().toString())
            .bind("root", change.network().rootKey()));
  }

  public void write(InstanceId id, RowChange.SetConnection change) {
    execute(
        id,
        update("disconnect_reason = :reason, disconnected_at = :at, auto_connect = :auto")
            .bind("reason", change.disconnection().map(d -> d.reason().text()))
            .bind("at", change.disconnection().map(d -> d.at().atOffset(ZoneOffset.UTC)))
            .bind("auto", change.autoConnect()));
  }

  public void write(InstanceId id, RowChange.SetSettings change) {
    Update update = update(SETTINGS);
    bind(update, keys.of(handle, id), id, change.settings());
    execute(id, update);
  }

  public void write(InstanceId id, RowChange.SetWebhook change) {
    Update update = update(WebhookColumns.ASSIGNMENTS);
    WebhookColumns.bind(update, keys.of(handle, id), id, change.webhook());
    execute(id, update);
  }

  private Update update(String assignments) {
    return handle.createUpdate(
        "update instance set " + assignments + ", updated_at = :now where id = :id");
  }

  private void execute(InstanceId id, Update update) {
    update.bind("now", now.atOffset(ZoneOffset.UTC)).bind("id", id.value()).execute();
  }

  static <S extends SqlStatement<S>> void bind(
      S statement, AesKey key, InstanceId id, InstanceSettings settings) {
    statement
        .bind("reject_call", settings.rejectCall())
        .bind("msg_call", Cells.storable(settings.msgCall()))
        .bind("groups_ignore", settings.groupsIgnore())
        .bind("always_online", settings.alwaysOnline())
        .bind("read_messages", settings.readMessages())
        .bind("read_status", settings.readStatus())
        .bind("sync_full_history", settings.syncFullHistory())
        .bind(
            "wavoip_token",
            key.seal(
                Cell.of(id, InstanceRow.WAVOIP_TOKEN),
                settings.wavoipToken().getBytes(StandardCharsets.UTF_8)));
  }
}
