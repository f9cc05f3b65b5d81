package chatwarp.adapters.persistence;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chatwarp.adapters.persistence.conversation.MessageQuery;
import chatwarp.domain.model.GroupJid;
import chatwarp.domain.model.InstanceId;
import chatwarp.domain.model.Jid;
import chatwarp.domain.model.MessageClient;
import chatwarp.domain.model.MessageId;
import chatwarp.domain.model.UserJid;
import chatwarp.domain.port.MessageFilter;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/** How the database finds a page of messages among many. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MessagePlanTest {
  private static final InstanceId SHOP = new InstanceId(new UUID(7, 7));
  private static final UserJid ANA = UserJid.phone("5511900000001");
  private static final UserJid ANA_LID = UserJid.lid("104000000000001");
  private static final GroupJid GROUP = new GroupJid("120363000000000001");
  private static final Instant T = Instant.parse("2026-03-01T10:00:00Z");

  private final TestDatabase database = TestDatabase.open(TestServer.embedded());

  /** Twenty chats of two instances, half of them groups with twenty authors. */
  @BeforeAll
  void fill() {
    String message = database.schema() + ".message";
    database
        .server()
        .execute(
            """
            insert into %s (instance_id, id, chat, sender, from_me, participant, chat_alt,
              participant_alt, at, status, type, client, content)
            select
              case when n %% 2 = 0 then '%s'::uuid else '%s'::uuid end,
              'ID' || n,
              case when n %% 4 < 2 then '55119' || lpad((n / 4 %% 20)::text, 8, '0') || '@s.whatsapp.net'
                else '120363' || lpad((n / 4 %% 20)::text, 12, '0') || '@g.us' end,
              'sender',
              n %% 5 = 0,
              case when n %% 4 >= 2 then '55119' || lpad((n / 80 %% 20)::text, 8, '0') || '@s.whatsapp.net' end,
              case when n %% 4 < 2 then '104' || lpad((n / 4 %% 20)::text, 12, '0') || '@lid' end,
              case when n %% 4 >= 2 then '104' || lpad((n / 80 %% 20)::text, 12, '0') || '@lid' end,
              timestamptz '2026-01-01' + n * interval '1 minute',
              3,
              case n %% 50 when 0 then 'audioMessage' when 6 then 'imageMessage' else 'conversation' end,
              case n %% 7 when 0 then 'IOS' else 'ANDROID' end,
              '\\x00'
            from generate_series(1, 40000) n
            """
                .formatted(message, SHOP.value(), new UUID(8, 8)));
    database.server().execute("analyze " + message);
  }

  @AfterAll
  void close() {
    database.close();
  }

  private record Row(String name, MessageFilter filter, List<String> indexes) {}

  private static MessageFilter filter(
      Optional<MessageId> id,
      Optional<Jid> chat,
      Optional<Boolean> fromMe,
      Optional<UserJid> participant,
      List<String> types,
      Optional<MessageClient> client) {
    return new MessageFilter(
        id, chat, fromMe, participant, types, client, Optional.empty(), Optional.empty());
  }

  private static MessageFilter chat(Jid chat) {
    return filter(
        Optional.empty(),
        Optional.of(chat),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Optional.empty());
  }

  private static MessageFilter types(String... types) {
    return filter(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(types),
        Optional.empty());
  }

  private static MessageFilter participant(UserJid person) {
    return filter(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(person),
        List.of(),
        Optional.empty());
  }

  @TestFactory
  Stream<DynamicTest> usesAnIndexFor() {
    return Stream.of(
            new Row("everything", MessageFilter.ALL, List.of("message_at")),
            new Row(
                "an id",
                filter(
                    Optional.of(new MessageId("ID500")),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    List.of(),
                    Optional.empty()),
                List.of("message_pkey")),
            new Row(
                "a chat by either address",
                chat(ANA_LID),
                List.of("message_chat", "message_chat_alt")),
            new Row("a group", chat(GROUP), List.of("message_chat")),
            new Row(
                "an author by either address",
                participant(ANA),
                List.of("message_participant", "message_participant_alt")),
            new Row("a kind", types("audioMessage"), List.of("message_type")),
            new Row("kinds", types("audioMessage", "imageMessage"), List.of("message_type")),
            new Row(
                "own messages",
                filter(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(true),
                    Optional.empty(),
                    List.of(),
                    Optional.empty()),
                List.of("message_at")),
            new Row(
                "a client",
                filter(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    List.of(),
                    Optional.of(MessageClient.IOS)),
                List.of("message_at")),
            new Row(
                "a time",
                new MessageFilter(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    List.of(),
                    Optional.empty(),
                    Optional.of(Instant.parse("2026-01-10T00:00:00Z")),
                    Optional.of(Instant.parse("2026-01-11T00:00:00Z"))),
                List.of("message_at")),
            new Row(
                "everything at once",
                new MessageFilter(
                    Optional.empty(),
                    Optional.of(GROUP),
                    Optional.of(false),
                    Optional.of(ANA),
                    List.of("conversation"),
                    Optional.of(MessageClient.ANDROID),
                    Optional.of(T.minusSeconds(86_400 * 60)),
                    Optional.of(T)),
                List.of()))
        .map(row -> DynamicTest.dynamicTest(row.name(), () -> check(row)));
  }

  private void check(Row row) {
    MessageQuery query = MessageQuery.of(SHOP, row.filter());
    List<String> page = plan(query, query.page());
    for (String index : row.indexes()) {
      assertTrue(page.stream().anyMatch(line -> line.contains(" " + index + " ")), page::toString);
    }
    assertFalse(
        page.stream().anyMatch(line -> line.contains("Seq Scan on message")), page::toString);
    assertTrue(page.stream().anyMatch(line -> line.contains("Index")), page::toString);
  }

  private List<String> plan(MessageQuery query, String sql) {
    String literal = sql;
    for (Map.Entry<String, Object> value : query.values().entrySet()) {
      literal = literal.replaceAll(":" + value.getKey() + "\\b", "'" + value.getValue() + "'");
    }
    literal =
        literal
            .replaceAll(":until\\b", "20")
            .replaceAll(":size\\b", "20")
            .replaceAll(":skip\\b", "0");
    return database
        .server()
        .query(
            "explain "
                + literal.replaceAll("from message\\b", "from " + database.schema() + ".message"));
  }
}
