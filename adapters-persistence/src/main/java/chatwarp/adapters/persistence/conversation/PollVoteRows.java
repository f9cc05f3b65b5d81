package chatwarp.adapters.persistence.conversation;

import chatwarp.adapters.persistence.seal.Cell;
import chatwarp.adapters.persistence.seal.KeyRing;
import chatwarp.adapters.persistence.seal.Packed;
import chatwarp.adapters.persistence.sql.ArrayStatement;
import chatwarp.adapters.persistence.sql.Cells;
import chatwarp.adapters.persistence.sql.Columns;
import chatwarp.adapters.persistence.sql.Pipeline;
import chatwarp.domain.model.InstanceId;
import chatwarp.domain.model.Jid;
import chatwarp.domain.model.MessageId;
import chatwarp.domain.model.UserJid;
import chatwarp.domain.port.PollVote;
import chatwarp.domain.port.RowChange;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** Votes in polls on their way into a transaction and back. Not thread-safe. */
final class PollVoteRows {
  private static final String CHOICE = "poll_vote.choice";

  private static final ArrayStatement ADD =
      ArrayStatement.of(
          """
          insert into poll_vote (instance_id, poll_id, chat, voter, voter_alt, choice, at)
          select * from unnest(:instance, :poll, :chat, :voter, :voter_alt, :choice, :at)
          on conflict (instance_id, poll_id, chat, voter) do update set
            voter_alt = coalesce(excluded.voter_alt, poll_vote.voter_alt),
            choice = excluded.choice, at = excluded.at
          where poll_vote.at <= excluded.at
          """);

  private record Key(InstanceId instance, Jid chat, MessageId poll, UserJid voter) {
    Cell cell() {
      return Cell.of(instance, CHOICE, poll.value(), chat.toString(), voter.toString());
    }
  }

  private final KeyRing keys;
  private final Handle handle;
  private final Map<Key, PollVote> votes = new LinkedHashMap<>();

  PollVoteRows(KeyRing keys, Handle handle) {
    this.keys = keys;
    this.handle = handle;
  }

  void add(InstanceId instance, RowChange.AddPollVote change) {
    PollVote vote = change.vote();
    votes.merge(
        new Key(instance, change.chat(), change.poll(), vote.voter()), vote, PollVote::then);
  }

  void write(Pipeline pipeline) {
    Columns columns = new Columns();
    votes.forEach((key, vote) ->
        columns
            .row()
            .uuid("instance", key.instance().value())
            .text("poll", key.poll().value())
            .text("chat", key.chat().toString())
            .text("voter", key.voter().toString())
            .text("voter_alt", vote.alternative().map(UserJid::toString))
            .bytes(
                "choice", keys.of(handle, key.instance()).seal(key.cell(), packed(vote.options())))
            .time("at", vote.at()));
    pipeline.add(ADD, columns);
  }

  private static byte[] packed(List<String> options) {
    Packed.Writer writer = new Packed.Writer().number(options.size());
    options.forEach(writer::text);
    return writer.toBytes();
  }

  private static List<String> unpacked(byte[] packed) {
    Packed.Reader reader = new Packed.Reader(CHOICE, packed);
    List<String> options = new ArrayList<>();
    for (int left = reader.number(); left > 0; left--) {
      options.add(reader.text());
    }
    reader.end();
    return options;
  }

  List<PollVote> read(InstanceId instance, Jid chat, MessageId poll) {
    return PollVote.lastOfEach(
        handle
            .createQuery(
                """
                select v.chat, v.voter, coalesce(v.voter_alt, p.phone) as other, v.choice, v.at
                from poll_vote v
                left join person p on p.instance_id = v.instance_id and p.lid = v.voter
                where v.instance_id = :instance and v.poll_id = :poll and v.chat in
                """
                    + PersonRows.ADDRESSES
                    + " order by v.at, v.voter")
            .bind("instance", instance.value())
            .bind("poll", poll.value())
            .bind("jid", chat.toString())
            .map((row, _) -> {
              UserJid voter = (UserJid) Jid.parse(row.getString("voter"));
              Key key = new Key(instance, Jid.parse(row.getString("chat")), poll, voter);
              byte[] choice = keys.of(handle, instance).open(key.cell(), row.getBytes("choice"));
              return new PollVote(
                  voter,
                  Cells.text(row, "other").map(other -> (UserJid) Jid.parse(other)),
                  unpacked(choice),
                  Cells.time(row, "at"));
            })
            .list());
  }
}
