package chatwarp.adapters.persistence.state;

import chatwarp.adapters.persistence.seal.KeyRing;
import chatwarp.adapters.persistence.sql.Pipeline;
import chatwarp.adapters.persistence.sql.Sql;
import chatwarp.domain.model.AuthState;
import chatwarp.domain.model.InstanceId;
import chatwarp.domain.port.AuthChange;
import chatwarp.domain.port.AuthRepository;
import chatwarp.domain.port.StoreException;
import java.util.Optional;

/** Logins in PostgreSQL, sealed whole. Any thread may call. */
public final class PostgresAuth implements AuthRepository {
  private final Sql sql;
  private final KeyRing keys;

  public PostgresAuth(Sql sql, KeyRing keys) {
    this.sql = sql;
    this.keys = keys;
  }

  @Override
  public void save(InstanceId instance, AuthState auth) {
    sql.run(handle -> {
      boolean exists =
          handle
              .createQuery("select 1 from lease where instance_id = :instance for share")
              .bind("instance", instance.value())
              .mapTo(Integer.class)
              .findOne()
              .isPresent();
      if (!exists) {
        throw new StoreException.Rejected(new IllegalStateException("there is no such instance"));
      }
      StateRows rows = new StateRows(keys, handle);
      rows.add(instance, new AuthChange.Save(auth));
      Pipeline pipeline = new Pipeline();
      rows.write(pipeline);
      pipeline.execute(handle);
    });
  }

  @Override
  public Optional<AuthState> load(InstanceId instance) {
    return sql.read(handle ->
        handle
            .createQuery("select value from auth_state where instance_id = :instance")
            .bind("instance", instance.value())
            .map((row, _) ->
                AuthCodec.decode(
                    keys.of(handle, instance).open(StateRows.authCell(instance), row.getBytes(1))))
            .findOne());
  }

  @Override
  public void delete(InstanceId instance) {
    sql.run(
        handle -> handle.execute("delete from auth_state where instance_id = ?", instance.value()));
  }
}
