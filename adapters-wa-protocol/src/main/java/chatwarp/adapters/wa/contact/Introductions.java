package chatwarp.adapters.wa.contact;

import chatwarp.adapters.wa.device.LidMap;
import chatwarp.adapters.wa.device.Step;
import chatwarp.adapters.wa.node.Node;
import chatwarp.adapters.wa.stream.Connection;
import chatwarp.adapters.wa.stream.Lane;
import chatwarp.domain.model.UserJid;
import chatwarp.domain.port.SessionException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Issues our trusted contact token to people, beside everything else (05 §10). Who is left out,
 * because the connection ends or the server refuses, is issued one with the next message.
 *
 * <p>Any thread may call; nothing waits for the server.
 */
public final class Introductions {
  private static final Logger LOG = LoggerFactory.getLogger(Introductions.class);
  private static final int AT_ONCE = 32;

  private final TrustedContacts contacts;
  private final Lane chores;
  private final ReentrantLock lock = new ReentrantLock();
  private final ArrayDeque<Wish> waiting = new ArrayDeque<>(2);

  /** Those who wait and those whom the server is being told of. */
  private final Set<UserJid> begun = new HashSet<>(2);

  private boolean running;

  /**
   * Somebody is to get our token, as of a time.
   *
   * @param lost whether they have none of ours any more, whatever is known of it
   */
  record Wish(UserJid person, Instant at, boolean lost) {}

  /**
   * @param chores runs what asks the server
   */
  public Introductions(TrustedContacts contacts, Lane chores) {
    this.contacts = contacts;
    this.chores = chores;
  }

  /** Issues our token to somebody now. */
  public void to(UserJid person, Connection connection) {
    wish(new Wish(LidMap.plain(person), contacts.now(), false), connection);
  }

  /**
   * Somebody registered anew, so their token from us is lost: they get it again once the step is
   * durable, as of the time they had it.
   */
  public void again(Step step, UserJid person, Connection connection) {
    contacts
        .issued(step, person)
        .ifPresent(at ->
            step.afterwards(() -> wish(new Wish(LidMap.plain(person), at, true), connection)));
  }

  private void wish(Wish wish, Connection connection) {
    boolean start;
    lock.lock();
    try {
      if (!begun.add(wish.person())) {
        return;
      }
      waiting.add(wish);
      start = !running;
      running = true;
    } finally {
      lock.unlock();
    }
    if (start) {
      offer(connection);
    }
  }

  private void offer(Connection connection) {
    if (!chores.offer(() -> next(connection))) {
      LOG.info("too many chores: tokens are issued with later messages");
      lock.lock();
      try {
        waiting.forEach(wish -> begun.remove(wish.person()));
        waiting.clear();
        running = false;
      } finally {
        lock.unlock();
      }
    }
  }

  /** Takes some and leaves the rest for a chore of its own, so that others get their turn. */
  private void next(Connection connection) {
    List<Wish> some = new ArrayList<>();
    lock.lock();
    try {
      while (some.size() < AT_ONCE && !waiting.isEmpty()) {
        some.add(waiting.remove());
      }
    } finally {
      lock.unlock();
    }
    try {
      issue(some, connection);
    } catch (SessionException e) {
      LOG.info("tokens are not issued: {}", e.getMessage());
    } finally {
      if (done(some)) {
        offer(connection);
      }
    }
  }

  /** Whether more wait. */
  private boolean done(List<Wish> some) {
    lock.lock();
    try {
      some.forEach(wish -> begun.remove(wish.person()));
      running = !waiting.isEmpty();
      return running;
    } finally {
      lock.unlock();
    }
  }

  /** A message that was on its way while its person got the token wishes it once more. */
  private void issue(List<Wish> all, Connection connection) {
    List<Wish> wishes =
        all.stream().filter(wish -> wish.lost() || contacts.owed(wish.person())).toList();
    if (wishes.isEmpty()) {
      return;
    }
    List<Node> tokens =
        wishes.stream()
            .map(wish ->
                Node.builder("token")
                    .attr("jid", contacts.named(wish.person()))
                    .attr("t", wish.at().getEpochSecond())
                    .attr("type", TrustedContacts.TRUSTED_CONTACT)
                    .build())
            .toList();
    Node answer =
        connection.request(
            Connection.iq("set", "privacy")
                .children(Node.builder("tokens").children(tokens).build()));
    contacts.issued(wishes, answer);
  }
}
