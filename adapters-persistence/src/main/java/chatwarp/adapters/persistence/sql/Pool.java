package chatwarp.adapters.persistence.sql;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.util.concurrent.ThreadFactory;
import javax.sql.DataSource;

/** The process's connections to its database. Recovers by itself when the database comes back. */
public final class Pool implements AutoCloseable {
  private final HikariDataSource source;

  /**
   * Opens the pool; connects when first needed.
   *
   * @param size most connections at a time
   * @param patience how long a caller waits for a connection; four times that for an answer
   */
  public Pool(DatabaseUrl url, int size, Duration patience, ThreadFactory threads) {
    HikariConfig config = new HikariConfig();
    config.setPoolName("chatwarp");
    config.setJdbcUrl(url.jdbc());
    url.user().ifPresent(config::setUsername);
    url.password().ifPresent(config::setPassword);
    config.setMaximumPoolSize(size);
    config.setMinimumIdle(1);
    config.setConnectionTimeout(patience.toMillis());
    config.setValidationTimeout(Math.min(patience.toMillis(), 2_000));
    config.setInitializationFailTimeout(-1);
    config.setThreadFactory(threads);
    long answer = patience.multipliedBy(4).toMillis();
    // The server gives up before the socket does, so that its reason is what is reported.
    config.setConnectionInitSql("set statement_timeout = " + answer);
    config.addDataSourceProperty("ApplicationName", "chatwarp");
    config.addDataSourceProperty("tcpKeepAlive", "true");
    config.addDataSourceProperty("connectTimeout", Long.toString(patience.toSeconds() + 1));
    config.addDataSourceProperty("socketTimeout", Long.toString(answer / 1_000 + 5));
    // Details of a failure quote the values of the row.
    config.addDataSourceProperty("logServerErrorDetail", "false");
    config.addDataSourceProperty("assumeMinServerVersion", "12");
    source = new HikariDataSource(config);
  }

  DataSource dataSource() {
    return source;
  }

  @Override
  public void close() {
    source.close();
  }
}
