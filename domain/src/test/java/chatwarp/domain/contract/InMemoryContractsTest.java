package chatwarp.domain.contract;

import java.time.InstantSource;
import org.junit.jupiter.api.Nested;

/** The contracts on the adapters in memory. */
class InMemoryContractsTest {
  private static StoragePorts fresh() {
    return new InMemoryStores(InstantSource.fixed(Samples.T0)).ports();
  }

  @Nested
  class Auth extends AuthRepositoryContract {
    private final StoragePorts ports = fresh();

    @Override
    protected StoragePorts ports() {
      return ports;
    }
  }

  @Nested
  class State extends StateStoreContract {
    private final StoragePorts ports = fresh();

    @Override
    protected StoragePorts ports() {
      return ports;
    }
  }

  @Nested
  class Instances extends InstanceRepositoryContract {
    private final StoragePorts ports = fresh();

    @Override
    protected StoragePorts ports() {
      return ports;
    }
  }

  @Nested
  class Conversations extends ConversationRepositoryContract {
    private final StoragePorts ports = fresh();

    @Override
    protected StoragePorts ports() {
      return ports;
    }
  }

  @Nested
  class Events extends EventOutboxContract {
    private final StoragePorts ports = fresh();

    @Override
    protected StoragePorts ports() {
      return ports;
    }
  }
}
