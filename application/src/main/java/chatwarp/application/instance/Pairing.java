package chatwarp.application.instance;

import chatwarp.domain.event.PairingOffer;
import java.util.Optional;

/** How far an instance is on the way to being open. */
public sealed interface Pairing {
  /** It is open: there is nothing to pair. */
  record Open() implements Pairing {}

  /** On its way; with what the user must show to their phone, if that came within the limit. */
  record Pending(Optional<PairingOffer> offer) implements Pairing {}
}
