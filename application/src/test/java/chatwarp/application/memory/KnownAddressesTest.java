package chatwarp.application.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chatwarp.domain.contract.InMemoryStores;
import chatwarp.domain.contract.ManualTime;
import chatwarp.domain.contract.Samples;
import chatwarp.domain.model.GroupJid;
import chatwarp.domain.model.Instance;
import chatwarp.domain.model.InstanceId;
import chatwarp.domain.model.Lease;
import chatwarp.domain.model.NodeId;
import chatwarp.domain.model.UserJid;
import chatwarp.domain.port.ChangeSet;
import chatwarp.domain.port.RowChange;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** By which address somebody is told of. */
class KnownAddressesTest {
  private static final UserJid ANA = Samples.ANA;
  private static final UserJid LID = UserJid.lid("104000000000001");

  private final InMemoryStores stores = new InMemoryStores(new ManualTime());
  private final KnownAddresses addresses = new KnownAddresses(stores.conversations(), 100);
  private final InstanceId shop = kept();

  private InstanceId kept() {
    Instance instance = Samples.instance();
    stores.instances().create(instance, List.of());
    Lease lease = stores.instances().acquire(instance.id(), new NodeId("node")).orElseThrow();
    stores
        .state()
        .commit(
            new ChangeSet(
                lease,
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(new RowChange.LinkAddresses(ANA, LID)),
                List.of(),
                Optional.empty()))
        .join();
    return instance.id();
  }

  @Test
  void namesAPersonByTheNumberThatTheStoreKnows() {
    assertEquals(LID, addresses.name(shop, LID));
    addresses.learn(shop, LID);
    assertEquals(ANA, addresses.name(shop, LID));
    assertEquals(Optional.of(LID), addresses.lid(shop, ANA));
    assertEquals(Optional.empty(), addresses.lid(shop, LID));
  }

  @Test
  void keepsALinkOverAReadThatBeganBeforeIt() {
    assertTrue(addresses.link(shop, Samples.BEA, LID));
    addresses.learn(shop, LID);
    assertEquals(Samples.BEA, addresses.name(shop, LID));
    assertFalse(addresses.link(shop, Samples.BEA, LID));
  }

  @Test
  void learnsWhatWasUnknownWhenItIsLinked() {
    UserJid other = UserJid.lid("104000000000002");
    addresses.learn(shop, other);
    assertTrue(addresses.link(shop, Samples.BEA, other));
    assertEquals(Samples.BEA, addresses.name(shop, other));
  }

  @Test
  void leavesAGroupItsName() {
    GroupJid group = new GroupJid("120363000000000000");
    assertEquals(group, addresses.name(shop, group));
  }
}
