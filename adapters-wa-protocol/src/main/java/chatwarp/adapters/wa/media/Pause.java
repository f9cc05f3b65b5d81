package chatwarp.adapters.wa.media;

import java.time.Duration;

/** Waits before something is tried again; comes from outside, so that tests need not wait. */
@FunctionalInterface
public interface Pause {
  void of(Duration time) throws InterruptedException;
}
