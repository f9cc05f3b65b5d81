package chatwarp.adapters.wa.session;

import chatwarp.adapters.wa.contact.Introductions;
import chatwarp.adapters.wa.contact.PictureNews;
import chatwarp.adapters.wa.contact.Privacy;
import chatwarp.adapters.wa.contact.TrustedContacts;
import chatwarp.adapters.wa.device.DeviceLists;
import chatwarp.adapters.wa.device.Peers;
import chatwarp.adapters.wa.device.PreKeyService;
import chatwarp.adapters.wa.device.StagedState;
import chatwarp.adapters.wa.device.Step;
import chatwarp.adapters.wa.group.GroupNews;
import chatwarp.adapters.wa.media.MediaRetries;
import chatwarp.adapters.wa.node.Node;
import chatwarp.adapters.wa.stream.Acks;
import chatwarp.adapters.wa.stream.Connection;
import chatwarp.adapters.wa.stream.Lane;
import chatwarp.domain.model.UserJid;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the server tells about devices, keys, groups and people. Called by the inbox worker; all are
 * acknowledged.
 */
final class Notifications {
  private static final Logger LOG = LoggerFactory.getLogger(Notifications.class);

  private final StagedState state;
  private final DeviceLists devices;
  private final PreKeyService preKeys;
  private final GroupNews groups;
  private final MediaRetries mediaRetries;
  private final Privacy privacy;
  private final TrustedContacts trusted;
  private final Introductions introductions;
  private final PictureNews pictures;
  private final Lane chores;

  Notifications(
      StagedState state,
      DeviceLists devices,
      PreKeyService preKeys,
      GroupNews groups,
      MediaRetries mediaRetries,
      Privacy privacy,
      TrustedContacts trusted,
      Introductions introductions,
      PictureNews pictures,
      Lane chores) {
    this.state = state;
    this.devices = devices;
    this.preKeys = preKeys;
    this.groups = groups;
    this.mediaRetries = mediaRetries;
    this.privacy = privacy;
    this.trusted = trusted;
    this.introductions = introductions;
    this.pictures = pictures;
    this.chores = chores;
  }

  void handle(Node notification, Connection connection) {
    if (notification.attrIs("type", "picture") && pictures.take(notification, connection)) {
      return;
    }
    Node ack = Acks.of(notification);
    state.step(step -> {
      apply(step, notification, connection);
      step.afterwards(() -> connection.trySend(ack));
      return ack;
    });
    if (notification.attrIs("type", "mediaretry")) {
      mediaRetries.answered(notification);
    }
    notification
        .child("privacy")
        .filter(_ -> notification.attrIs("type", "account_sync"))
        .ifPresent(privacy::learn);
    notification
        .child("count")
        .filter(_ -> notification.attrIs("type", "encrypt"))
        .ifPresent(count -> topUp(count.requireLong("value"), connection));
  }

  private void apply(Step step, Node notification, Connection connection) {
    switch (notification.attr("type").orElse("")) {
      case "devices" -> devices.apply(step, notification);
      case "w:gp2" -> groups.apply(step, notification);
      case "encrypt" -> {
        if (notification.child("identity").isPresent()
            && notification.requireJid("from").bare() instanceof UserJid person) {
          registeredAnew(step, person);
          introductions.again(step, person, connection);
        }
      }
      case "privacy_token" -> trusted.told(step, notification);
      default -> LOG.debug("nothing to do for {}", notification);
    }
  }

  /** The phone was registered anew: what we share with it, and with its companions, is void. */
  private void registeredAnew(Step step, UserJid person) {
    devices.known(step, person).forEach(device -> Peers.forget(step, Peers.fetched(step, device)));
    devices.forget(step, Set.of(person));
  }

  private void topUp(long left, Connection connection) {
    if (!chores.offer(() -> preKeys.topUp(connection, left))) {
      LOG.info("too many chores: prekeys are topped up at the next login");
    }
  }
}
