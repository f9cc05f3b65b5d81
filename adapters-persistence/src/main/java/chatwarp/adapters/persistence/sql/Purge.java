package chatwarp.adapters.persistence.sql;

import java.time.Instant;
import java.time.ZoneOffset;

/** Deletes many old rows in pieces, so that no statement runs long and no lock is held long. */
public final class Purge {
  private static final int PIECE = 5_000;

  private Purge() {}

  /**
   * Deletes the rows of a table that a condition names.
   *
   * @param condition over the columns of {@code t} and the time {@code :before}; part of our code
   * @return how many rows went
   */
  public static int rows(Sql sql, String table, String condition, Instant before) {
    String statement =
        "delete from "
            + table
            + " where ctid = any (array(select t.ctid from "
            + table
            + " t where "
            + condition
            + " limit "
            + PIECE
            + "))";
    int total = 0;
    int piece;
    do {
      piece =
          sql.<Integer>transact(handle ->
              handle
                  .createUpdate(statement)
                  .bind("before", before.atOffset(ZoneOffset.UTC))
                  .execute());
      total += piece;
    } while (piece == PIECE);
    return total;
  }
}
