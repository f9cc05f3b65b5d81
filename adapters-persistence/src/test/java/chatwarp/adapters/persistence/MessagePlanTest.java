package chatwarp.adapters.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;
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
import chatwarp.domain.port.MessagePage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
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
  private final TestSession session = database.server().session();

  /**
   * A hundred thousand messages in twenty chats, half of them groups with twenty authors; twice.
   */
  @BeforeAll
  void fill() {
    String message = database.schema() + ".message";
    session.execute(
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
        from generate_series(1, 200000) n
        """
            .formatted(message, SHOP.value(), new UUID(8, 8)));
    session.execute("vacuum analyze " + message);
  }

  @AfterAll
  void close() {
    session.close();
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
    MessageQuery query = query(row.filter());
    List<String> page = plan(query, query.page());
    for (String index : row.indexes()) {
      assertTrue(page.stream().anyMatch(line -> line.contains(" " + index + " ")), page::toString);
    }
    assertFalse(
        page.stream().anyMatch(line -> line.contains("Seq Scan on message")), page::toString);
    assertTrue(page.stream().anyMatch(line -> line.contains("Index")), page::toString);
  }

  /** Every combination of what evolution-v2 lets users ask for, with an id or without. */
  private static Stream<MessageFilter> combinations() {
    Optional<Instant> from = Optional.of(Instant.parse("2026-01-10T00:00:00Z"));
    Optional<Instant> to = Optional.of(Instant.parse("2026-01-11T00:00:00Z"));
    List<MessageFilter> all = new ArrayList<>();
    for (Optional<MessageId> id : both(new MessageId("ID500"))) {
      for (Optional<Jid> chat :
          List.of(Optional.<Jid>empty(), Optional.<Jid>of(ANA), Optional.<Jid>of(GROUP))) {
        for (Optional<Boolean> fromMe : both(false)) {
          for (Optional<UserJid> participant : both(ANA)) {
            for (List<String> types :
                List.of(
                    List.<String>of(),
                    List.of("conversation"),
                    List.of("audioMessage", "imageMessage"))) {
              for (Optional<MessageClient> client : both(MessageClient.IOS)) {
                all.add(filter(id, chat, fromMe, participant, types, client));
                all.add(new MessageFilter(id, chat, fromMe, participant, types, client, from, to));
              }
            }
          }
        }
      }
    }
    return all.stream();
  }

  private static <T> List<Optional<T>> both(T value) {
    return List.of(Optional.empty(), Optional.of(value));
  }

  @Test
  void readsNoTableWhateverIsCombined() {
    List<String> bad = new ArrayList<>();
    combinations()
        .forEach(filter -> {
          MessageQuery query = query(filter);
          for (String sql : List.of(query.page(), query.count())) {
            List<String> plan = plan(query, sql);
            boolean scans = plan.stream().anyMatch(line -> line.contains("Seq Scan on message"));
            boolean counted = filter.equals(MessageFilter.ALL) && sql.equals(query.count());
            if (scans || (!counted && plan.stream().noneMatch(line -> line.contains("Index")))) {
              bad.add(filter + "\n" + String.join("\n", plan));
            }
          }
        });
    assertEquals(List.of(), bad);
  }

  @Test
  void countsAllWithoutReadingAMessage() {
    MessageQuery query = query(MessageFilter.ALL);
    List<String> plan = plan(query, query.count());
    assertTrue(plan.stream().noneMatch(line -> line.matches(".* on message\\b.*")), plan::toString);
  }

  @TestFactory
  Stream<DynamicTest> stopsCountingAt() {
    return Stream.of(
            filter(
                Optional.empty(),
                Optional.empty(),
                Optional.of(false),
                Optional.empty(),
                List.of(),
                Optional.empty()),
            filter(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.of(MessageClient.ANDROID)),
            types("conversation"),
            new MessageFilter(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.of(Instant.parse("2026-01-01T00:00:00Z")),
                Optional.empty()))
        .map(filter ->
            DynamicTest.dynamicTest(
                MessagePage.MOST_COUNTED + " of " + filter,
                () -> {
                  MessageQuery query = query(filter);
                  String sql = literal(query, query.count());
                  assertEquals(
                      List.of(Integer.toString(MessagePage.MOST_COUNTED)), session.query(sql));
                  List<String> plan = session.query("explain (analyze, timing off) " + sql);
                  for (String line : plan) {
                    Matcher rows = ACTUAL.matcher(line);
                    assertTrue(
                        !rows.find()
                            || Double.parseDouble(rows.group(1)) <= MessagePage.MOST_COUNTED,
                        plan::toString);
                  }
                }));
  }

  /** With both addresses of the person whose chat is asked for. */
  private static MessageQuery query(MessageFilter filter) {
    List<String> addresses =
        filter
            .chat()
            .map(chat ->
                chat instanceof UserJid
                    ? List.of(ANA.toString(), ANA_LID.toString())
                    : List.of(chat.toString()))
            .orElseGet(List::of);
    return MessageQuery.of(SHOP, filter, addresses);
  }

  private static final Pattern ACTUAL = Pattern.compile("Scan .*actual rows=([0-9.]+)");

  private List<String> plan(MessageQuery query, String sql) {
    return session.query("explain " + literal(query, sql));
  }

  private String literal(MessageQuery query, String sql) {
    String literal = sql;
    for (Map.Entry<String, Object> value : query.values().entrySet()) {
      literal = literal.replaceAll(":" + value.getKey() + "\\b", "'" + value.getValue() + "'");
    }
    return literal
        .replaceAll(":until\\b", "20")
        .replaceAll(":size\\b", "20")
        .replaceAll(":skip\\b", "0")
        .replaceAll("from (message|instance_count|person)\\b", "from " + database.schema() + ".$1");
  }
}
