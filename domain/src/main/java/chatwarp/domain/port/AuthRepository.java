package chatwarp.domain.port;

import chatwarp.domain.model.AuthState;
import chatwarp.domain.model.InstanceId;
import java.util.Optional;

/** What devices need to log in again. Failures are {@link StoreException}s. */
public interface AuthRepository {
  /** Adds or replaces. */
  void save(InstanceId instance, AuthState auth);

  Optional<AuthState> load(InstanceId instance);

  /** Deletes; nothing happens when there is none. Keyed state is left alone. */
  void delete(InstanceId instance);
}
