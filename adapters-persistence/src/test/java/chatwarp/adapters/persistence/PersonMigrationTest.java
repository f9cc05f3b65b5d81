package chatwarp.adapters.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What becomes of people who are kept twice when the database of an earlier release is opened. */
class PersonMigrationTest {
  private static final UUID SHOP = new UUID(7, 7);
  private static final String ANA = "5511900000001@s.whatsapp.net";
  private static final String LID = "104000000000001@lid";
  private static final String BEA = "5511900000002@s.whatsapp.net";
  private static final String BEA_LID = "104000000000002@lid";
  private static final String CARA_LID = "104000000000003@lid";

  private final TestServer server = TestServer.embedded();
  private final String schema = TestServer.newSchema();

  @AfterEach
  void drop() {
    server.execute("drop schema if exists " + schema + " cascade");
  }

  private void insert(String table, String columns, String values) {
    server.execute(
        "insert into %s.%s (instance_id, %s) values ('%s', %s)"
            .formatted(schema, table, columns, SHOP, values));
  }

  private void chat(String jid, String name, String last, int unread, String timer) {
    insert(
        "chat",
        "jid, name, last_message_at, unread, expiration, expiration_set_at",
        "'%s', %s, '%s', %d, %s".formatted(jid, name, last, unread, timer));
  }

  private void message(String id, String chat, String alt) {
    insert(
        "message",
        "id, chat, sender, from_me, chat_alt, at, status, type, client, content",
        "'%s', '%s', 'x', false, %s, '2026-01-01', 3, 'conversation', 'WEB', ''"
            .formatted(id, chat, alt));
  }

  @Test
  void makesOneChatAndOneContactOfWhatIsKeptUnderTwoAddresses() throws Exception {
    Flyway.configure(Database.class.getClassLoader())
        .dataSource(server.url(), null, null)
        .locations("classpath:db/migration")
        .schemas(schema)
        .target("8")
        .load()
        .migrate();
    insert("instance_count", "messages, contacts, chats", "3, 3, 5");
    message("A", LID, "'" + ANA + "'");
    message("B", ANA, "'" + LID + "'");
    message("C", CARA_LID, "null");
    chat(ANA, "null", "2026-01-01", 1, "3600, '2026-01-01'");
    chat(LID, "'Ana'", "2026-01-02", 2, "7200, '2026-01-02'");
    chat(BEA_LID, "'Bea'", "2026-01-03", 4, "null, null");
    chat(CARA_LID, "'Cara'", "2026-01-04", 5, "null, null");
    chat("120363000000000001@g.us", "'Team'", "2026-01-05", 0, "null, null");
    insert("contact", "jid, push_name, alternative", "'%s', null, null".formatted(ANA));
    insert("contact", "jid, push_name, alternative", "'%s', 'Ana', null".formatted(LID));
    insert("contact", "jid, push_name, alternative", "'%s', 'Bea', '%s'".formatted(BEA_LID, BEA));

    TestDatabase.connect(server.schema(schema), InstantSource.system()).close();

    assertEquals(
        List.of(LID + " " + ANA, BEA_LID + " " + BEA),
        server.query("select lid || ' ' || phone from " + schema + ".person order by lid"));
    assertEquals(
        List.of(
            CARA_LID + " Cara 5 -",
            "120363000000000001@g.us Team 0 -",
            ANA + " Ana 3 7200",
            BEA + " Bea 4 -"),
        server
            .query(
                "select jid || ' ' || name || ' ' || unread || ' ' || coalesce(expiration::text, '-')"
                    + " from "
                    + schema
                    + ".chat")
            .stream()
            .sorted()
            .toList());
    assertEquals(
        List.of(ANA + " Ana", BEA + " Bea"),
        server.query("select jid || ' ' || push_name from " + schema + ".contact order by jid"));
    assertEquals(
        List.of("3 2 4"),
        server.query(
            "select messages || ' ' || contacts || ' ' || chats from "
                + schema
                + ".instance_count"));
  }
}
