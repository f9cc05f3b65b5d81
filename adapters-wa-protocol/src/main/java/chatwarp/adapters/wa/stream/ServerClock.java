package chatwarp.adapters.wa.stream;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** The server's time, as far as its last login answer told. Any thread may call. */
public final class ServerClock implements InstantSource {
  private final InstantSource local;
  private volatile Duration ahead = Duration.ZERO;

  /** The same as the local clock, until told otherwise. */
  public ServerClock(InstantSource local) {
    this.local = local;
  }

  /** The server said what time it is. */
  public void told(Instant now) {
    ahead = Duration.between(local.instant(), now);
  }

  @Override
  public Instant instant() {
    return local.instant().plus(ahead);
  }
}
