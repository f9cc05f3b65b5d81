package chatwarp.adapters.wa.contact;

import chatwarp.adapters.wa.device.LidMap;
import chatwarp.adapters.wa.device.StagedState;
import chatwarp.adapters.wa.node.Node;
import chatwarp.adapters.wa.stream.Acks;
import chatwarp.adapters.wa.stream.Connection;
import chatwarp.adapters.wa.stream.Lane;
import chatwarp.domain.model.Jid;
import chatwarp.domain.model.ProfilePicture;
import chatwarp.domain.model.UserJid;
import chatwarp.domain.port.SessionException;
import chatwarp.domain.port.SessionFact;
import chatwarp.domain.port.SessionHost;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pictures that changed. A notification says whose, not where the new one is, so the server is
 * asked before it is told; only then is the notification acknowledged. What cannot be asked for,
 * because the connection goes, comes again at the next login.
 *
 * <p>One after the other, in a lane of its own, so that the last change is told last and nobody who
 * hands a stanza in waits for the server.
 */
public final class PictureNews {
  private static final Logger LOG = LoggerFactory.getLogger(PictureNews.class);

  private final StagedState state;
  private final PictureLookup pictures;
  private final SessionHost host;
  private final Lane lane;

  /**
   * @param lane runs what waits for the server
   */
  public PictureNews(StagedState state, TrustedContacts trusted, SessionHost host, Lane lane) {
    this.state = state;
    this.pictures = new PictureLookup(trusted);
    this.host = host;
    this.lane = lane;
  }

  /**
   * Takes a notification, and sees to its ack. Returns at once.
   *
   * @return false when it names nobody whose picture it is: then only a hash of the address is
   *     given
   */
  public boolean take(Node notification, Connection connection) {
    Optional<Node> removed = notification.child("delete");
    Optional<Node> change =
        removed.or(() -> notification.child("set")).or(() -> notification.child("add"));
    Optional<Jid> of = change.flatMap(c -> c.attrJid("jid")).map(Jid::bare);
    if (of.isEmpty()) {
      return false;
    }
    Optional<UserJid> author =
        change
            .flatMap(c -> c.attrJid("author"))
            .map(Jid::bare)
            .filter(UserJid.class::isInstance)
            .map(UserJid.class::cast);
    Node ack = Acks.of(notification);
    if (!lane.offer(() -> tell(of.get(), author, removed.isPresent(), ack, connection))) {
      LOG.info("too many pictures changed at once: the rest is told after the next login");
    }
    return true;
  }

  private void tell(
      Jid named, Optional<UserJid> author, boolean removed, Node ack, Connection connection) {
    if (!connection.open()) {
      return;
    }
    try {
      Optional<SessionFact> news =
          followed(named)
              .map(of ->
                  new SessionFact.PictureChanged(
                      of, author, removed ? Optional.empty() : now(connection, of)));
      state.step(step -> {
        news.ifPresent(step::fact);
        step.afterwards(() -> connection.trySend(ack));
        return ack;
      });
    } catch (SessionException.NotConnected | SessionException.TimedOut e) {
      LOG.debug("a new picture could not be asked for and is told after the next login", e);
    }
  }

  /** The address under which the host follows this picture: people are known by one of two. */
  private Optional<Jid> followed(Jid named) {
    Stream<Jid> other =
        named instanceof UserJid person
            ? state.view(step -> LidMap.other(step, person)).stream().map(jid -> jid)
            : Stream.empty();
    return Stream.concat(Stream.of(named), other).filter(host::followsPicture).findFirst();
  }

  /** What the server does not give, in whatever way, is not to be had. */
  private Optional<ProfilePicture> now(Connection connection, Jid of) {
    try {
      return pictures.picture(connection, of, false);
    } catch (SessionException.Refused | SessionException.Malformed e) {
      LOG.info("a new picture is not to be had", e);
      return Optional.empty();
    }
  }
}
