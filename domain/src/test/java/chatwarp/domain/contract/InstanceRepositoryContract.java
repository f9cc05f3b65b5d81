package chatwarp.domain.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chatwarp.domain.model.DisconnectReason;
import chatwarp.domain.model.Disconnection;
import chatwarp.domain.model.EventKind;
import chatwarp.domain.model.Instance;
import chatwarp.domain.model.InstanceConfig;
import chatwarp.domain.model.InstanceId;
import chatwarp.domain.model.InstanceSettings;
import chatwarp.domain.model.InstanceToken;
import chatwarp.domain.model.Lease;
import chatwarp.domain.model.Network;
import chatwarp.domain.model.NodeId;
import chatwarp.domain.model.Profile;
import chatwarp.domain.model.ProxyConfig;
import chatwarp.domain.model.UserJid;
import chatwarp.domain.model.WebhookConfig;
import chatwarp.domain.port.InstanceCounts;
import chatwarp.domain.port.InstanceFilter;
import chatwarp.domain.port.InstanceRepository;
import chatwarp.domain.port.InstanceSummary;
import chatwarp.domain.port.RowChange;
import chatwarp.domain.port.StateSpace;
import chatwarp.domain.port.StoreException;
import chatwarp.domain.port.TargetId;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every {@link InstanceRepository} does. */
public abstract class InstanceRepositoryContract extends ContractRun {
  private static final WebhookConfig WEBHOOK =
      new WebhookConfig(
          true,
          URI.create("http://127.0.0.1:9/hook?a=b"),
          true,
          true,
          Map.of("Authorization", "Bearer x", "jwt_key", "k"),
          Set.of(EventKind.MESSAGES_UPSERT, EventKind.CALL));

  /** Makes it as if a node had not been heard of for as long as its leases hold. */
  protected abstract void silence(NodeId node);

  private InstanceRepository instances() {
    return ports().instances();
  }

  @Test
  void findsEveryFieldOfABareInstance() {
    assertFound(Samples.instance());
  }

  @Test
  void findsEveryFieldOfAFullInstance() {
    InstanceConfig config =
        new InstanceConfig(
            Samples.name(),
            Optional.of(new InstanceToken("my key " + UUID.randomUUID())),
            InstanceConfig.BAILEYS_INTEGRATION,
            Optional.of("business"),
            Optional.of("5511900000000"),
            new InstanceSettings(true, "não posso", true, true, true, true, true, "voice"),
            Optional.of(
                new ProxyConfig(
                    ProxyConfig.Protocol.SOCKS5,
                    "proxy.example",
                    1080,
                    Optional.of(new ProxyConfig.Credentials("user", "pass")))),
            Optional.of(WEBHOOK));
    Instance bare = Samples.instance(config);
    assertFound(
        new Instance(
            bare.id(),
            config,
            bare.token(),
            Optional.of(Network.WHATSAPP),
            new Profile(Optional.of(Samples.ANA), Optional.of("Ana")),
            Optional.of(new Disconnection(DisconnectReason.BANNED, Samples.T0)),
            false,
            Samples.T0,
            Samples.T0.plusSeconds(1)));
  }

  @Test
  void findsAProxyWithoutCredentials() {
    InstanceConfig bare = InstanceConfig.named(Samples.name());
    assertFound(
        Samples.instance(
            new InstanceConfig(
                bare.name(),
                bare.token(),
                bare.integration(),
                bare.businessId(),
                bare.number(),
                bare.settings(),
                Optional.of(new ProxyConfig(ProxyConfig.Protocol.HTTP, "p", 1, Optional.empty())),
                bare.webhook())));
  }

  private void assertFound(Instance instance) {
    instances().create(instance, List.of());
    assertEquals(Optional.of(instance), instances().find(instance.id()));
    assertEquals(Optional.of(instance), instances().find(instance.name()));
    assertEquals(instance.config().webhook(), instances().webhook(instance.id()));
    assertEquals(
        List.of(new InstanceSummary(instance, new InstanceCounts(0, 0, 0))),
        instances().list(new InstanceFilter.ById(instance.id())));
  }

  @Test
  void refusesANameThatIsInUse() {
    Instance first = created();
    Instance second = Samples.instance(InstanceConfig.named(first.name()));
    assertThrows(StoreException.NameTaken.class, () -> instances().create(second, List.of()));
    assertEquals(Optional.empty(), instances().find(second.id()));
    assertEquals(Optional.of(first), instances().find(first.name()));
  }

  @Test
  void refusesAnIdThatIsInUse() {
    Instance first = created();
    Instance bare = Samples.instance();
    Instance second =
        new Instance(
            first.id(),
            bare.config(),
            bare.token(),
            bare.network(),
            bare.profile(),
            bare.disconnection(),
            bare.autoConnect(),
            bare.createdAt(),
            bare.updatedAt());
    assertThrows(StoreException.Rejected.class, () -> instances().create(second, List.of()));
  }

  @Test
  void listsByCreationTimeAndByEveryFilter() {
    String number = Long.toString(System.nanoTime());
    Instance late = numbered(number, 20);
    Instance early = numbered(number, 10);
    assertEquals(List.of(early.id(), late.id()), ids(new InstanceFilter.ByNumber(number)));
    assertEquals(List.of(late.id()), ids(new InstanceFilter.ById(late.id())));
    assertEquals(List.of(late.id()), ids(new InstanceFilter.ByName(late.name())));
    assertEquals(List.of(late.id()), ids(new InstanceFilter.ByToken(late.token())));
    assertEquals(List.of(), ids(new InstanceFilter.ByToken(new InstanceToken("nobody's"))));
    List<InstanceId> ours =
        ids(new InstanceFilter.All()).stream()
            .filter(Set.of(early.id(), late.id())::contains)
            .toList();
    assertEquals(List.of(early.id(), late.id()), ours);
  }

  private Instance numbered(String number, long secondsLater) {
    InstanceConfig bare = InstanceConfig.named(Samples.name());
    InstanceConfig config =
        new InstanceConfig(
            bare.name(),
            bare.token(),
            bare.integration(),
            bare.businessId(),
            Optional.of(number),
            bare.settings(),
            bare.proxy(),
            bare.webhook());
    Instance instance = Samples.instance(config);
    Instance later =
        new Instance(
            instance.id(),
            config,
            instance.token(),
            instance.network(),
            instance.profile(),
            instance.disconnection(),
            instance.autoConnect(),
            Samples.T0.plusSeconds(secondsLater),
            Samples.T0.plusSeconds(secondsLater));
    instances().create(later, List.of());
    return later;
  }

  private List<InstanceId> ids(InstanceFilter filter) {
    return instances().list(filter).stream().map(summary -> summary.instance().id()).toList();
  }

  @Test
  void prefersThePairedNumberToTheConfiguredOne() {
    Instance instance = numbered(Long.toString(System.nanoTime()), 1);
    String configured = instance.config().number().orElseThrow();
    Lease lease = instances().acquire(instance.id(), NODE).orElseThrow();
    String paired = "99" + configured;
    commit(
        lease,
        new RowChange.SetProfile(
            new Profile(Optional.of(UserJid.phone(paired)), Optional.empty()), Network.WHATSAPP));
    assertEquals(List.of(instance.id()), ids(new InstanceFilter.ByNumber(paired)));
    assertEquals(List.of(), ids(new InstanceFilter.ByNumber(configured)));
  }

  @Test
  void givesTheNextEpochToTheSameOwnerAndNothingToAnother() {
    InstanceId id = created().id();
    assertEquals(Optional.of(new Lease(id, NODE, 1)), instances().acquire(id, NODE));
    assertEquals(Optional.empty(), instances().acquire(id, new NodeId("another")));
    assertEquals(Optional.of(new Lease(id, NODE, 2)), instances().acquire(id, NODE));
    assertEquals(Optional.empty(), instances().acquire(Samples.instanceId(), NODE));
  }

  @Test
  void givesAnInstanceToAnotherOnceItsOwnerIsNotHeardOf() {
    NodeId lost = new NodeId("lost " + UUID.randomUUID());
    InstanceId id = created().id();
    Lease first = instances().acquire(id, lost).orElseThrow();
    assertEquals(Optional.empty(), instances().acquire(id, NODE));
    assertFalse(instances().abandoned(NODE).contains(id));

    silence(lost);
    assertTrue(instances().abandoned(NODE).contains(id));
    assertFalse(instances().abandoned(lost).contains(id), "its own");
    Lease second = instances().acquire(id, NODE).orElseThrow();
    assertEquals(new Lease(id, NODE, first.epoch() + 1), second);
    assertFalse(instances().abandoned(NODE).contains(id));

    assertFails(
        StoreException.StaleLease.class, ports().state().commit(state(first, put("a", "1"))));
    commit(state(second, put("a", "2")));
    assertEquals("2", value(second, "a"));
    assertEquals(Optional.empty(), instances().acquire(id, lost));
  }

  @Test
  void keepsTheInstancesOfANodeThatIsHeardOfAgain() {
    NodeId quiet = new NodeId("quiet " + UUID.randomUUID());
    InstanceId id = created().id();
    Lease lease = instances().acquire(id, quiet).orElseThrow();
    silence(quiet);
    instances().heartbeat(quiet);
    assertFalse(instances().abandoned(NODE).contains(id));
    assertEquals(Optional.empty(), instances().acquire(id, NODE));
    commit(state(lease, put("a", "1")));
    assertEquals("1", value(lease, "a"));
  }

  @Test
  void letsAnOwnerWriteThatWasNotHeardOfWhileNobodyTookOver() {
    NodeId quiet = new NodeId("quiet " + UUID.randomUUID());
    Lease lease = instances().acquire(created().id(), quiet).orElseThrow();
    silence(quiet);
    commit(state(lease, put("a", "1")));
    assertEquals("1", value(lease, "a"));
  }

  @Test
  void leavesAloneWhatNobodyEverRan() {
    InstanceId id = created().id();
    assertFalse(instances().abandoned(NODE).contains(id));
  }

  @Test
  void appliesChangesOfTheInstanceItself() {
    Lease lease = running();
    Instance before = instances().find(lease.instance()).orElseThrow();
    InstanceSettings settings =
        new InstanceSettings(true, "busy", false, true, false, true, false, "v");
    Profile profile = new Profile(Optional.of(Samples.BEA), Optional.of("Bea"));
    Disconnection end = new Disconnection(DisconnectReason.LOGGED_OUT, Samples.T0);
    commit(
        lease,
        new RowChange.SetSettings(settings),
        new RowChange.SetWebhook(Optional.of(WEBHOOK)),
        new RowChange.SetProfile(profile, Network.WHATSAPP),
        new RowChange.SetConnection(Optional.of(end), false));
    Instance after = instances().find(lease.instance()).orElseThrow();
    assertEquals(settings, after.config().settings());
    assertEquals(Optional.of(WEBHOOK), after.config().webhook());
    assertEquals(profile, after.profile());
    assertEquals(Optional.of(Network.WHATSAPP), after.network());
    assertEquals(Optional.of(end), after.disconnection());
    assertEquals(false, after.autoConnect());
    assertEquals(before.token(), after.token());

    commit(
        lease,
        new RowChange.SetWebhook(Optional.empty()),
        new RowChange.SetConnection(Optional.empty(), true));
    Instance last = instances().find(lease.instance()).orElseThrow();
    assertEquals(Optional.empty(), last.config().webhook());
    assertEquals(Optional.empty(), last.disconnection());
    assertEquals(true, last.autoConnect());
    assertEquals(settings, last.config().settings());
  }

  @Test
  void deletesAnInstanceWithWhatItKeptAndFreesItsName() {
    Lease lease = running();
    Instance instance = instances().find(lease.instance()).orElseThrow();
    ports().auth().save(instance.id(), Samples.paired());
    commit(state(lease, put("ana", "1")));
    commit(lease, new RowChange.AddMessage(Samples.message(Samples.ANA, Samples.ANA, "M")));
    instances().delete(instance.id(), List.of());

    assertEquals(Optional.empty(), instances().find(instance.id()));
    assertEquals(Optional.empty(), instances().find(instance.name()));
    assertEquals(List.of(), ids(new InstanceFilter.ByToken(instance.token())));
    assertEquals(Optional.empty(), ports().auth().load(instance.id()));
    assertEquals(0, ports().state().count(instance.id(), StateSpace.SESSION));
    assertEquals(Optional.empty(), instances().acquire(instance.id(), NODE));

    Instance next = Samples.instance(InstanceConfig.named(instance.name()));
    instances().create(next, List.of());
    assertEquals(Optional.of(next), instances().find(instance.name()));
  }

  @Test
  void keepsTheEventsAndTheWebhookOfADeletedInstanceUntilDelivered() {
    InstanceConfig bare = InstanceConfig.named(Samples.name());
    Instance instance =
        Samples.instance(
            new InstanceConfig(
                bare.name(),
                bare.token(),
                bare.integration(),
                bare.businessId(),
                bare.number(),
                bare.settings(),
                bare.proxy(),
                Optional.of(WEBHOOK)));
    instances().create(instance, List.of(Samples.event(instance, "created")));
    ports().events().open(instance.id(), TargetId.WEBHOOK, true);
    instances().delete(instance.id(), List.of(Samples.event(instance, "deleted")));

    assertEquals(Optional.of(WEBHOOK), instances().webhook(instance.id()));
    assertEquals(
        List.of("created", "deleted"),
        ports().events().next(instance.id(), TargetId.WEBHOOK, 10).stream()
            .map(event -> Samples.text(event.event()))
            .toList());
  }

  @Test
  void addsNoEventWhenThereIsNothingToDelete() {
    Instance unknown = Samples.instance();
    ports().events().open(unknown.id(), TargetId.WEBHOOK, true);
    instances().delete(unknown.id(), List.of(Samples.event(unknown, "deleted")));
    assertEquals(List.of(), ports().events().next(unknown.id(), TargetId.WEBHOOK, 10));
  }
}
