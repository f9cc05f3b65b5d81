package chatwarp.domain.contract;

import chatwarp.domain.model.AuthState;
import chatwarp.domain.model.InstanceId;
import chatwarp.domain.port.AuthRepository;
import chatwarp.domain.port.StoreException;
import java.util.Optional;

/** Logins in memory. */
final class InMemoryAuth implements AuthRepository {
  private final InMemoryTables tables;

  InMemoryAuth(InMemoryTables tables) {
    this.tables = tables;
  }

  @Override
  public void save(InstanceId instance, AuthState auth) {
    tables.write(() ->
        tables
                .live(instance)
                .orElseThrow(() ->
                    new StoreException.Rejected(
                        new IllegalStateException("there is no such instance")))
                .auth =
            Optional.of(auth));
  }

  @Override
  public Optional<AuthState> load(InstanceId instance) {
    return tables.read(() -> tables.live(instance).flatMap(kept -> kept.auth));
  }

  @Override
  public void delete(InstanceId instance) {
    tables.write(() -> tables.live(instance).ifPresent(kept -> kept.auth = Optional.empty()));
  }
}
