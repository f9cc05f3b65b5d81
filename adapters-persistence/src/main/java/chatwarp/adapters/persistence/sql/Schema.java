package chatwarp.adapters.persistence.sql;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/** The tables, brought up to date with what the code expects. */
public final class Schema {
  private Schema() {}

  /**
   * Applies the migrations that are missing; several processes may call at once.
   *
   * @throws FlywayException when the database is away, newer than the code, or was tampered with
   */
  public static void migrate(DatabaseUrl url) {
    FluentConfiguration configuration =
        Flyway.configure(Schema.class.getClassLoader())
            .dataSource(url.jdbc(), url.user().orElse(null), url.password().orElse(null))
            .locations("classpath:db/migration");
    url.schema().ifPresent(schema -> configuration.schemas(schema));
    configuration.load().migrate();
  }
}
