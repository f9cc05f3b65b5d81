package chatwarp.adapters.persistence.conversation;

import chatwarp.adapters.persistence.seal.Cell;
import chatwarp.adapters.persistence.seal.KeyRing;
import chatwarp.adapters.persistence.seal.Packed;
import chatwarp.adapters.persistence.sql.ArrayStatement;
import chatwarp.adapters.persistence.sql.Columns;
import chatwarp.adapters.persistence.sql.Pipeline;
import chatwarp.domain.model.InstanceId;
import chatwarp.domain.model.Jid;
import chatwarp.domain.model.MessageId;
import chatwarp.domain.model.UserJid;
import chatwarp.domain.port.RowChange;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** Who got which status post, on the way into a transaction and back. Not thread-safe. */
final class AudienceRows {
  private static final String PEOPLE = "status_audience.people";

  private static final ArrayStatement KEEP =
      ArrayStatement.of(
          """
          insert into status_audience (instance_id, message_id, people)
          select * from unnest(:instance, :id, :people)
          on conflict do nothing
          """);

  private record Key(InstanceId instance, MessageId post) {
    Cell cell() {
      return Cell.of(instance, PEOPLE, post.value());
    }
  }

  private final KeyRing keys;
  private final Handle handle;
  private final Map<Key, List<UserJid>> audiences = new LinkedHashMap<>();

  AudienceRows(KeyRing keys, Handle handle) {
    this.keys = keys;
    this.handle = handle;
  }

  void add(InstanceId instance, RowChange.KeepAudience change) {
    audiences.putIfAbsent(new Key(instance, change.post()), change.people());
  }

  void write(Pipeline pipeline) {
    Columns columns = new Columns();
    audiences.forEach((key, people) ->
        columns
            .row()
            .uuid("instance", key.instance().value())
            .text("id", key.post().value())
            .bytes("people", keys.of(handle, key.instance()).seal(key.cell(), packed(people))));
    pipeline.add(KEEP, columns);
  }

  private static byte[] packed(List<UserJid> people) {
    Packed.Writer writer = new Packed.Writer().number(people.size());
    people.forEach(person -> writer.text(person.toString()));
    return writer.toBytes();
  }

  private static List<UserJid> unpacked(byte[] packed) {
    Packed.Reader reader = new Packed.Reader(PEOPLE, packed);
    List<UserJid> people = new ArrayList<>();
    for (int left = reader.number(); left > 0; left--) {
      people.add((UserJid) Jid.parse(reader.text()));
    }
    reader.end();
    return people;
  }

  List<UserJid> read(InstanceId instance, MessageId post) {
    return handle
        .createQuery(
            """
            select people from status_audience where instance_id = :instance and message_id = :id
            """)
        .bind("instance", instance.value())
        .bind("id", post.value())
        .map((row, _) ->
            unpacked(
                keys.of(handle, instance)
                    .open(new Key(instance, post).cell(), row.getBytes("people"))))
        .findOne()
        .orElseGet(List::of);
  }
}
