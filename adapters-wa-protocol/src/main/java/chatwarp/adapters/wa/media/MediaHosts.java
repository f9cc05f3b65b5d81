package chatwarp.adapters.wa.media;

import chatwarp.adapters.wa.node.NodeException;
import chatwarp.adapters.wa.stream.Connection;
import chatwarp.domain.port.SessionException;
import java.time.InstantSource;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The media hosts as one account knows them, asked for when they are needed and no longer true. Any
 * thread may call; the first that asks blocks the others, so that the server is asked once.
 */
final class MediaHosts {
  private final Supplier<Connection> connection;
  private final InstantSource clock;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable MediaConnection known;

  /**
   * @param connection the open one
   */
  MediaHosts(Supplier<Connection> connection, InstantSource clock) {
    this.connection = connection;
    this.clock = clock;
  }

  /**
   * What is known and still true, or what the server says now.
   *
   * @throws SessionException when it has to be asked and does not answer
   */
  MediaConnection forDownload() {
    return current(_ -> true);
  }

  /** The same, with a word that uploads are let in with. */
  MediaConnection forUpload() {
    return current(known -> known.admits(clock.instant()));
  }

  private MediaConnection current(Predicate<MediaConnection> fit) {
    lock.lock();
    try {
      MediaConnection now = known;
      return now != null && clock.instant().isBefore(now.expires()) && fit.test(now) ? now : ask();
    } finally {
      lock.unlock();
    }
  }

  /** Another than this one, which a host refused. */
  MediaConnection insteadOf(MediaConnection refused) {
    lock.lock();
    try {
      MediaConnection now = known;
      return now != null && !now.equals(refused) ? now : ask();
    } finally {
      lock.unlock();
    }
  }

  private MediaConnection ask() {
    try {
      MediaConnection answer = MediaConnection.ask(connection.get(), clock.instant());
      known = answer;
      return answer;
    } catch (NodeException e) {
      throw new SessionException.Malformed("the answer about media hosts cannot be read", e);
    }
  }
}
