package chatwarp.domain.contract;

import chatwarp.domain.model.Lease;
import chatwarp.domain.model.NodeId;
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
  class People extends PeopleContract {
    private final StoragePorts ports = fresh();

    @Override
    protected StoragePorts ports() {
      return ports;
    }
  }

  @Nested
  class History extends HistoryContract {
    private final StoragePorts ports = fresh();

    @Override
    protected StoragePorts ports() {
      return ports;
    }
  }

  @Nested
  class Instances extends InstanceRepositoryContract {
    private final ManualTime time = new ManualTime();
    private final StoragePorts ports = new InMemoryStores(time).ports();

    @Override
    protected void silence(NodeId node) {
      time.advance(Lease.VALIDITY);
    }

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
    private final ManualTime time = new ManualTime();
    private final StoragePorts ports = new InMemoryStores(time).ports();

    @Override
    protected void silence(NodeId node) {
      time.advance(Lease.VALIDITY);
    }

    @Override
    protected StoragePorts ports() {
      return ports;
    }
  }
}
