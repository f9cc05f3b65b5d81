package chatwarp.adapters.persistence.state;

import chatwarp.domain.model.InstanceId;
import chatwarp.domain.model.Lease;
import chatwarp.domain.port.ChangeSet;
import chatwarp.domain.port.StoreException;
import java.util.concurrent.CompletableFuture;

/** A change set that waits to become durable. */
record Pending(ChangeSet changes, CompletableFuture<Void> durable) {

  Lease lease() {
    return changes.lease();
  }

  InstanceId instance() {
    return changes.lease().instance();
  }

  void succeed() {
    durable.complete(null);
  }

  void fail(StoreException failure) {
    durable.completeExceptionally(failure);
  }
}
