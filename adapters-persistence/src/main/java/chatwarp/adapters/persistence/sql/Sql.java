package chatwarp.adapters.persistence.sql;

import chatwarp.domain.port.StoreException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jdbi.v3.core.statement.TemplateEngine;

/** Runs work on a connection and says failures in the store's words. Any thread may call. */
public final class Sql {
  private final Jdbi jdbi;

  public Sql(Pool pool) {
    jdbi = Jdbi.create(pool.dataSource());
    // Our statements are literal; '<' is a comparison, not the start of a template.
    jdbi.getConfig(SqlStatements.class).setTemplateEngine(TemplateEngine.NOP);
    // A failure is logged; the values of its statement must not be.
    jdbi.getConfig(StatementExceptions.class)
        .setMessageRendering(StatementExceptions.MessageRendering.NONE);
  }

  /**
   * Reads on one connection, each statement for itself.
   *
   * @throws StoreException when that fails
   */
  public <T> T read(Function<Handle, T> work) {
    try (Handle handle = jdbi.open()) {
      return work.apply(handle);
    } catch (JdbiException e) {
      throw SqlFailures.translate(e);
    }
  }

  /**
   * Reads and writes in one transaction.
   *
   * @throws StoreException when that fails; then nothing is kept, unless the connection broke while
   *     committing
   */
  public <T> T transact(Function<Handle, T> work) {
    try {
      return jdbi.inTransaction(work::apply);
    } catch (JdbiException e) {
      throw SqlFailures.translate(e);
    }
  }

  /** Like {@link #transact} without a result. */
  public void run(Consumer<Handle> work) {
    try {
      jdbi.useTransaction(work::accept);
    } catch (JdbiException e) {
      throw SqlFailures.translate(e);
    }
  }
}
