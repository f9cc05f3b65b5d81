package chatwarp.domain.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import chatwarp.domain.model.AuthState;
import chatwarp.domain.model.InstanceId;
import chatwarp.domain.model.Lease;
import chatwarp.domain.port.AuthChange;
import chatwarp.domain.port.AuthRepository;
import chatwarp.domain.port.StanzaChange;
import chatwarp.domain.port.StateSpace;
import chatwarp.domain.port.StoreException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every {@link AuthRepository} does. */
public abstract class AuthRepositoryContract extends ContractRun {

  private AuthRepository auth() {
    return ports().auth();
  }

  @Test
  void loadsNothingBeforeAnythingWasSaved() {
    assertEquals(Optional.empty(), auth().load(created().id()));
    assertEquals(Optional.empty(), auth().load(Samples.instanceId()));
  }

  @Test
  void loadsEveryFieldOfWhatWasSaved() {
    InstanceId instance = created().id();
    for (AuthState state : List.of(Samples.unpaired(), Samples.paired())) {
      auth().save(instance, state);
      assertEquals(Optional.of(state), auth().load(instance));
    }
  }

  @Test
  void keepsInstancesApart() {
    InstanceId one = created().id();
    InstanceId other = created().id();
    auth().save(one, Samples.paired());
    auth().save(other, Samples.unpaired());
    assertEquals(Optional.of(Samples.paired()), auth().load(one));
    auth().delete(one);
    assertEquals(Optional.empty(), auth().load(one));
    assertEquals(Optional.of(Samples.unpaired()), auth().load(other));
  }

  @Test
  void deletesTheLoginAndLeavesKeyedStateAlone() {
    Lease lease = running();
    auth().save(lease.instance(), Samples.paired());
    commit(state(lease, put("ana", "ratchet")));
    auth().delete(lease.instance());
    auth().delete(lease.instance());
    assertEquals(Optional.empty(), auth().load(lease.instance()));
    assertEquals("ratchet", value(lease, "ana"));
  }

  @Test
  void refusesToSaveForAnInstanceThatDoesNotExist() {
    InstanceId unknown = Samples.instanceId();
    assertThrows(StoreException.Rejected.class, () -> auth().save(unknown, Samples.unpaired()));
  }

  @Test
  void savesWithACommit() {
    Lease lease = running();
    commit(
        session(lease, Optional.of(new AuthChange.Save(Samples.unpaired())), List.of(), List.of()));
    assertEquals(Optional.of(Samples.unpaired()), auth().load(lease.instance()));
  }

  @Test
  void forgetsLoginStateAndStanzasBeforeTheRestOfTheSameCommit() {
    Lease lease = running();
    auth().save(lease.instance(), Samples.paired());
    commit(
        session(
            lease,
            Optional.empty(),
            List.of(put("ana", "old"), put("bea", "old")),
            List.of(new StanzaChange.Keep(Samples.stanza("A", 1)))));
    commit(
        session(
            lease,
            Optional.of(new AuthChange.Forget()),
            List.of(put("bea", "new")),
            List.of(new StanzaChange.Keep(Samples.stanza("B", 2)))));
    assertEquals(Optional.empty(), auth().load(lease.instance()));
    assertEquals("absent", value(lease, "ana"));
    assertEquals("new", value(lease, "bea"));
    assertEquals(1, ports().state().count(lease.instance(), StateSpace.SESSION));
    assertEquals(
        List.of("B"),
        ports().state().stanzas(lease.instance()).stream().map(s -> s.id().value()).toList());
  }
}
