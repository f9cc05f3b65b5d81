package chatwarp.application.instance;

import chatwarp.domain.event.InstanceEvent;
import chatwarp.domain.model.Instance;
import chatwarp.domain.model.InstanceConfig;
import chatwarp.domain.model.InstanceId;
import chatwarp.domain.model.InstanceToken;
import chatwarp.domain.model.Profile;
import chatwarp.domain.port.NewEvent;
import chatwarp.domain.port.StoreException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** The beginning and the end of an instance: its row, its first and last events, their way out. */
final class NewInstances {
  private final InstanceParts parts;

  NewInstances(InstanceParts parts) {
    this.parts = parts;
  }

  /**
   * Adds an instance. The cursors of its targets come before its row, so that its first event is
   * seen whatever happens in between.
   *
   * @throws InstanceException.NameTaken when the name is in use
   */
  Instance create(InstanceConfig config) {
    Instant now = parts.clock().instant();
    InstanceToken token =
        config
            .token()
            .orElseGet(() -> new InstanceToken(uuid().toString().toUpperCase(Locale.ROOT)));
    Instance instance =
        new Instance(
            new InstanceId(uuid()),
            config,
            token,
            Optional.empty(),
            Profile.UNKNOWN,
            Optional.empty(),
            false,
            now,
            now);
    parts.dispatcher().retarget(instance.id(), config.webhook(), true);
    try {
      parts.instances().create(instance, List.of(event(instance, new InstanceEvent.Created())));
    } catch (StoreException e) {
      parts.dispatcher().forget(instance.id());
      throw e instanceof StoreException.NameTaken
          ? new InstanceException.NameTaken(config.name(), e)
          : e;
    }
    return instance;
  }

  /** Deletes an instance; its last events still go to its targets. */
  void delete(Instance instance) {
    parts
        .instances()
        .delete(
            instance.id(),
            List.of(
                event(instance, new InstanceEvent.Deleted()),
                event(instance, new InstanceEvent.Removed())));
    parts.dispatcher().retire(instance.id());
  }

  private NewEvent event(Instance instance, InstanceEvent event) {
    return new NewEvent(
        parts.ids().next(),
        event.kind(),
        instance.name(),
        instance.profile().owner(),
        parts.clock().instant(),
        parts.renderer().data(instance.id(), instance.name(), event));
  }

  /** A random UUID (version 4), from the injected randomness. */
  private UUID uuid() {
    long high = (parts.random().nextLong() & 0xFFFF_FFFF_FFFF_0FFFL) | 0x4000L;
    long low = (parts.random().nextLong() >>> 2) | 0x8000_0000_0000_0000L;
    return new UUID(high, low);
  }
}
