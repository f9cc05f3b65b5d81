package chatwarp.adapters.persistence.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The addresses of databases that users write. */
class DatabaseUrlTest {
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      nullValues = "none",
      value = {
        "postgres://u:p@db/app, jdbc:postgresql://db/app, u, p, none",
        "postgresql://u:p@db:5433/app, jdbc:postgresql://db:5433/app, u, p, none",
        "postgres://u@db/app, jdbc:postgresql://db/app, u, none, none",
        "postgres://db, jdbc:postgresql://db/, none, none, none",
        "postgres://u:a%40b+c%2F@db/app, jdbc:postgresql://db/app, u, a@b+c/, none",
        "postgres://[::1]:5/app, jdbc:postgresql://[::1]:5/app, none, none, none",
        "postgres://u:p@db/a?sslmode=require&schema=evo,"
            + " jdbc:postgresql://db/a?sslmode=require&currentSchema=evo, u, p, evo",
        "jdbc:postgresql://db/a?user=x&currentSchema=s&ssl=true,"
            + " jdbc:postgresql://db/a?user=x&currentSchema=s&ssl=true, none, none, s"
      })
  void readsBothForms(String text, String jdbc, String user, String password, String schema) {
    DatabaseUrl url = DatabaseUrl.parse(text);
    assertEquals(jdbc, url.jdbc());
    assertEquals(Optional.ofNullable(user), url.user());
    assertEquals(Optional.ofNullable(password), url.password());
    assertEquals(Optional.ofNullable(schema), url.schema());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "mysql://u:hidden@db/a", "db/app", "postgres:hidden", "post gres://x"})
  void refusesOthersWithoutRepeatingThem(String text) {
    DatabaseUrl.Refused refusal =
        assertThrows(DatabaseUrl.Refused.class, () -> DatabaseUrl.parse(text));
    assertFalse(refusal.getMessage().contains("hidden"));
  }

  @Test
  void showsNoCredentials() {
    assertEquals(
        "DatabaseUrl[jdbc:postgresql://db/a]",
        DatabaseUrl.parse("postgres://u:hidden@db/a?password=hidden").toString());
  }
}
