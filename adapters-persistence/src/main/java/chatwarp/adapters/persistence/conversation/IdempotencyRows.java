package chatwarp.adapters.persistence.conversation;

import chatwarp.adapters.persistence.seal.Cell;
import chatwarp.adapters.persistence.seal.KeyRing;
import chatwarp.adapters.persistence.sql.ArrayStatement;
import chatwarp.adapters.persistence.sql.Cells;
import chatwarp.adapters.persistence.sql.Columns;
import chatwarp.adapters.persistence.sql.Pipeline;
import chatwarp.domain.model.IdempotencyKey;
import chatwarp.domain.model.IdempotentSend;
import chatwarp.domain.model.InstanceId;
import chatwarp.domain.model.Jid;
import chatwarp.domain.model.MessageId;
import chatwarp.domain.model.Secret;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Sends accepted under a caller's key, on their way into a transaction and back. The digest is
 * sealed: it is over a text that somebody could guess. Not thread-safe.
 */
public final class IdempotencyRows {
  private static final String DIGEST = "idempotency.request_digest";

  private static final ArrayStatement INSERT =
      ArrayStatement.of(
          """
          insert into idempotency
            (instance_id, key, request_digest, chat, message_id, created_at)
          select * from unnest(:instance, :key, :digest, :chat, :message, :at)
          """);

  private final KeyRing keys;
  private final Handle handle;
  private final Columns columns = new Columns();

  public IdempotencyRows(KeyRing keys, Handle handle) {
    this.keys = keys;
    this.handle = handle;
  }

  public void add(InstanceId instance, IdempotentSend send, Instant now) {
    columns
        .row()
        .uuid("instance", instance.value())
        .text("key", Cells.storable(send.key().value()))
        .bytes(
            "digest",
            keys.of(handle, instance)
                .seal(cell(instance, send.key()), send.requestDigest().reveal()))
        .text("chat", send.chat().toString())
        .text("message", send.message().value())
        .time("at", now);
  }

  /** Hands over what was taken; writing it fails when a key already names a send. */
  public void write(Pipeline pipeline) {
    pipeline.add(INSERT, columns);
  }

  Optional<IdempotentSend> find(InstanceId instance, IdempotencyKey key) {
    return handle
        .createQuery(
            """
            select request_digest, chat, message_id from idempotency
            where instance_id = :instance and key = :key
            """)
        .bind("instance", instance.value())
        .bind("key", Cells.storable(key.value()))
        .map((row, _) ->
            new IdempotentSend(
                key,
                Secret.copyOf(
                    keys.of(handle, instance)
                        .open(cell(instance, key), row.getBytes("request_digest"))),
                Jid.parse(row.getString("chat")),
                new MessageId(row.getString("message_id"))))
        .findOne();
  }

  private static Cell cell(InstanceId instance, IdempotencyKey key) {
    return Cell.of(instance, DIGEST, key.value());
  }
}
