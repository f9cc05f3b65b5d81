package chatwarp.domain.port;

import chatwarp.domain.model.Instance;
import chatwarp.domain.model.InstanceId;
import chatwarp.domain.model.InstanceName;
import chatwarp.domain.model.Lease;
import chatwarp.domain.model.NodeId;
import chatwarp.domain.model.WebhookConfig;
import java.util.List;
import java.util.Optional;

/** The instances there are. Failures are {@link StoreException}s. */
public interface InstanceRepository {

  /**
   * Adds an instance with its first events, in one transaction.
   *
   * @throws StoreException.NameTaken when the name is in use
   */
  void create(Instance instance, List<NewEvent> events);

  Optional<Instance> find(InstanceName name);

  Optional<Instance> find(InstanceId id);

  /** Instances by creation time, with their counts, in one query. */
  List<InstanceSummary> list(InstanceFilter filter);

  /**
   * Deletes an instance with everything it kept, adding the last events, in one transaction. The
   * name is free at once. Its events and their cursors stay until they are delivered. Nothing
   * happens, and no event is added, when there is no such instance.
   */
  void delete(InstanceId id, List<NewEvent> events);

  /**
   * Where an instance's events go, also of a deleted one for as long as its events are kept; empty
   * when it has no webhook.
   */
  Optional<WebhookConfig> webhook(InstanceId id);

  /**
   * Takes an instance over for this node, which is thereby heard of. The same owner gets the next
   * epoch at once; another one does when the owner was not heard of for {@link Lease#VALIDITY}.
   *
   * @return empty when another node owns it, or when there is no such instance
   */
  Optional<Lease> acquire(InstanceId id, NodeId node);

  /** Says that this node lives: its leases hold for {@link Lease#VALIDITY} from now on. */
  void heartbeat(NodeId node);

  /** Instances whose owner, not this node, was not heard of for {@link Lease#VALIDITY}. */
  List<InstanceId> abandoned(NodeId node);
}
