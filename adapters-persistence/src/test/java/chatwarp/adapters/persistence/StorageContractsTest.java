package chatwarp.adapters.persistence;

import chatwarp.domain.contract.AuthRepositoryContract;
import chatwarp.domain.contract.ConversationRepositoryContract;
import chatwarp.domain.contract.EventOutboxContract;
import chatwarp.domain.contract.HistoryContract;
import chatwarp.domain.contract.InstanceRepositoryContract;
import chatwarp.domain.contract.PeopleContract;
import chatwarp.domain.contract.StateStoreContract;
import chatwarp.domain.contract.StoragePorts;
import chatwarp.domain.model.NodeId;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** The contracts of the storage ports on every server there is. */
@ParameterizedClass(name = "{0}")
@MethodSource("chatwarp.adapters.persistence.TestDatabase#onAll")
class StorageContractsTest {
  @Parameter TestDatabase database;

  private void silence(NodeId node) {
    database
        .server()
        .execute(
            "update "
                + database.schema()
                + ".node set alive_until = alive_until - interval '60 s' where id = '"
                + node
                + "'");
  }

  @Nested
  class Auth extends AuthRepositoryContract {
    @Override
    protected StoragePorts ports() {
      return database.ports();
    }
  }

  @Nested
  class State extends StateStoreContract {
    @Override
    protected StoragePorts ports() {
      return database.ports();
    }
  }

  @Nested
  class Instances extends InstanceRepositoryContract {
    @Override
    protected void silence(NodeId node) {
      StorageContractsTest.this.silence(node);
    }

    @Override
    protected StoragePorts ports() {
      return database.ports();
    }
  }

  @Nested
  class Conversations extends ConversationRepositoryContract {
    @Override
    protected StoragePorts ports() {
      return database.ports();
    }
  }

  @Nested
  class People extends PeopleContract {
    @Override
    protected StoragePorts ports() {
      return database.ports();
    }
  }

  @Nested
  class History extends HistoryContract {
    @Override
    protected StoragePorts ports() {
      return database.ports();
    }
  }

  @Nested
  class Events extends EventOutboxContract {
    @Override
    protected void silence(NodeId node) {
      StorageContractsTest.this.silence(node);
    }

    @Override
    protected StoragePorts ports() {
      return database.ports();
    }
  }
}
