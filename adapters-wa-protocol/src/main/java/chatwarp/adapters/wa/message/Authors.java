package chatwarp.adapters.wa.message;

import chatwarp.adapters.wa.device.LidMap;
import chatwarp.adapters.wa.device.StagedState;
import chatwarp.domain.model.UserJid;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/**
 * Makes us the author of messages.
 *
 * @param kept may read the store: asked without the lock
 * @param random a secure generator
 * @param clock the server's time
 */
record Authors(StagedState state, KeptMessages kept, RandomGenerator random, InstantSource clock) {
  /**
   * We, now.
   *
   * @param self our address as the chat names people
   * @param announcing whether it is for a community's announcement group
   */
  Author as(OwnAddress own, UserJid self, boolean announcing) {
    return new Author(
        self,
        new People(own, person -> state.view(step -> LidMap.other(step, person))),
        kept,
        random,
        clock.instant(),
        announcing);
  }
}
