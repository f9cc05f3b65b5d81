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
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

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
  private final PreparedPlans plans = new PreparedPlans(session, database.schema());

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
      List<MessageId> ids,
      List<Jid> chats,
      Optional<Boolean> fromMe,
      Optional<UserJid> participant,
      List<String> types,
      Optional<MessageClient> client) {
    return new MessageFilter(
        ids, chats, fromMe, participant, types, client, Optional.empty(), Optional.empty());
  }

  private static MessageFilter chat(Jid chat) {
    return filter(
        List.of(), List.of(chat), Optional.empty(), Optional.empty(), List.of(), Optional.empty());
  }

  private static MessageFilter types(String... types) {
    return filter(
        List.of(), List.of(), Optional.empty(), Optional.empty(), List.of(types), Optional.empty());
  }

  private static MessageFilter participant(UserJid person) {
    return filter(
        List.of(), List.of(), Optional.empty(), Optional.of(person), List.of(), Optional.empty());
  }

  @TestFactory
  Stream<DynamicTest> usesAnIndexFor() {
    return Stream.of(
            new Row("everything", MessageFilter.ALL, List.of("message_at")),
            new Row(
                "an id",
                filter(
                    List.of(new MessageId("ID500")),
                    List.of(),
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
                    List.of(),
                    List.of(),
                    Optional.of(true),
                    Optional.empty(),
                    List.of(),
                    Optional.empty()),
                List.of("message_at")),
            new Row(
                "a client",
                filter(
                    List.of(),
                    List.of(),
                    Optional.empty(),
                    Optional.empty(),
                    List.of(),
                    Optional.of(MessageClient.IOS)),
                List.of("message_at")),
            new Row(
                "a time",
                new MessageFilter(
                    List.of(),
                    List.of(),
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
                    List.of(),
                    List.of(GROUP),
                    Optional.of(false),
                    Optional.of(ANA),
                    List.of("conversation"),
                    Optional.of(MessageClient.ANDROID),
                    Optional.of(T.minusSeconds(86_400 * 60)),
                    Optional.of(T)),
                List.of()))
        .flatMap(row ->
            Stream.of(PreparedPlans.Knows.values())
                .map(knows ->
                    DynamicTest.dynamicTest(
                        row.name() + ", planned knowing " + knows, () -> check(knows, row))));
  }

  private void check(PreparedPlans.Knows knows, Row row) {
    MessageQuery query = query(row.filter());
    List<String> page = plan(knows, query, query.page());
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
    MessageId one = new MessageId("ID500");
    for (List<MessageId> ids :
        List.of(List.<MessageId>of(), List.of(one), List.of(one, new MessageId("ID501")))) {
      for (List<Jid> chats :
          List.of(
              List.<Jid>of(),
              List.<Jid>of(ANA),
              List.<Jid>of(GROUP),
              List.<Jid>of(GROUP, ANA_LID))) {
        for (Optional<Boolean> fromMe : both(false)) {
          for (Optional<UserJid> participant : both(ANA)) {
            for (List<String> types :
                List.of(
                    List.<String>of(),
                    List.of("conversation"),
                    List.of("audioMessage", "imageMessage"))) {
              for (Optional<MessageClient> client : both(MessageClient.IOS)) {
                for (Optional<Instant> gte : List.of(Optional.<Instant>empty(), from)) {
                  for (Optional<Instant> lte : List.of(Optional.<Instant>empty(), to)) {
                    all.add(
                        new MessageFilter(
                            ids, chats, fromMe, participant, types, client, gte, lte));
                  }
                }
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

  @ParameterizedTest
  @EnumSource(PreparedPlans.Knows.class)
  void readsNoTableWhateverIsCombined(PreparedPlans.Knows knows) {
    List<String> bad = new ArrayList<>();
    combinations()
        .forEach(filter -> {
          MessageQuery query = query(filter);
          for (String sql : List.of(query.page(), query.count())) {
            List<String> plan = plan(knows, query, sql);
            boolean scans = plan.stream().anyMatch(line -> line.contains("Seq Scan on message"));
            boolean counted = filter.equals(MessageFilter.ALL) && sql.equals(query.count());
            boolean reads = plan.stream().anyMatch(line -> line.contains(" on message "));
            boolean indexed = plan.stream().anyMatch(line -> line.contains("Index"));
            // Of ids that differ, the planner sees by itself that nothing needs to be read.
            if (scans || (!indexed && (reads || (!counted && filter.ids().size() < 2)))) {
              bad.add(filter + "\n" + String.join("\n", plan));
            }
          }
        });
    assertEquals(List.of(), bad);
  }

  @ParameterizedTest
  @EnumSource(PreparedPlans.Knows.class)
  void countsAllWithoutReadingAMessage(PreparedPlans.Knows knows) {
    MessageQuery query = query(MessageFilter.ALL);
    List<String> plan = plan(knows, query, query.count());
    assertTrue(plan.stream().noneMatch(line -> line.matches(".* on message\\b.*")), plan::toString);
  }

  @TestFactory
  Stream<DynamicTest> stopsCountingAt() {
    return Stream.of(
            filter(
                List.of(),
                List.of(),
                Optional.of(false),
                Optional.empty(),
                List.of(),
                Optional.empty()),
            filter(
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.of(MessageClient.ANDROID)),
            types("conversation"),
            new MessageFilter(
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.of(Instant.parse("2026-01-01T00:00:00Z")),
                Optional.empty()))
        .flatMap(filter ->
            Stream.of(PreparedPlans.Knows.values())
                .map(knows ->
                    DynamicTest.dynamicTest(
                        MessagePage.MOST_COUNTED + " of " + filter + ", knowing " + knows,
                        () -> checkCount(knows, query(filter)))));
  }

  private void checkCount(PreparedPlans.Knows knows, MessageQuery query) {
    assertEquals(
        List.of(Integer.toString(MessagePage.MOST_COUNTED)),
        plans.run(knows, query, query.count(), ""));
    List<String> plan = plans.run(knows, query, query.count(), "explain (analyze, timing off)");
    for (String line : plan) {
      Matcher rows = ACTUAL.matcher(line);
      assertTrue(
          !rows.find() || Double.parseDouble(rows.group(1)) <= MessagePage.MOST_COUNTED,
          plan::toString);
    }
  }

  /** With both addresses of the person whose chat is asked for. */
  private static MessageQuery query(MessageFilter filter) {
    List<String> addresses =
        filter.chats().stream()
            .flatMap(chat -> chat instanceof UserJid ? Stream.of(ANA, ANA_LID) : Stream.of(chat))
            .map(Jid::toString)
            .toList();
    return MessageQuery.of(SHOP, filter, addresses);
  }

  private static final Pattern ACTUAL = Pattern.compile("Scan .*actual rows=([0-9.]+)");

  private List<String> plan(PreparedPlans.Knows knows, MessageQuery query, String sql) {
    return plans.run(knows, query, sql, "explain");
  }
}
