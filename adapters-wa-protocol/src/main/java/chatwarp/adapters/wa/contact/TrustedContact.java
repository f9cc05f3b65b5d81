package chatwarp.adapters.wa.contact;

import chatwarp.adapters.wa.device.LidMap;
import chatwarp.adapters.wa.device.StateKind;
import chatwarp.adapters.wa.device.Step;
import chatwarp.domain.model.UserJid;
import chatwarp.domain.port.StateKey;
import chatwarp.domain.port.StateSpace;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How we and somebody stand: the token that they issued to us, and when we issued ours to them.
 *
 * <p>Kept under the person's LID when that is known. What was kept under the phone number before
 * moves over when it is next written.
 */
record TrustedContact(Optional<Held> held, Optional<Instant> issued) {
  private static final TrustedContact STRANGER =
      new TrustedContact(Optional.empty(), Optional.empty());

  private static final StateKind<TrustedContact> KIND =
      new StateKind<>() {
        @Override
        public StateSpace space() {
          return StateSpace.PRIVACY_TOKEN;
        }

        @Override
        public byte[] encode(TrustedContact contact) {
          byte[] token = contact.held().map(Held::token).orElse(new byte[0]);
          return ByteBuffer.allocate(2 * Long.BYTES + token.length)
              .putLong(seconds(contact.held().map(Held::at)))
              .putLong(seconds(contact.issued()))
              .put(token)
              .array();
        }

        @Override
        public TrustedContact decode(byte[] stored) {
          ByteBuffer buffer = ByteBuffer.wrap(stored);
          Optional<Instant> at = instant(buffer.getLong());
          Optional<Instant> issued = instant(buffer.getLong());
          byte[] token = new byte[buffer.remaining()];
          buffer.get(token);
          return new TrustedContact(at.map(t -> new Held(token, t)), issued);
        }

        private long seconds(Optional<Instant> at) {
          return at.map(Instant::getEpochSecond).orElse(0L);
        }

        private Optional<Instant> instant(long seconds) {
          return seconds == 0 ? Optional.empty() : Optional.of(Instant.ofEpochSecond(seconds));
        }
      };

  /**
   * A token that lets us in.
   *
   * @param at when it was issued
   */
  @SuppressWarnings("ArrayRecordComponent") // Kept and shown, never compared.
  record Held(byte[] token, Instant at) {
    @Override
    public String toString() {
      return "Held[redacted]";
    }
  }

  TrustedContact holding(Held now) {
    return new TrustedContact(Optional.of(now), issued);
  }

  TrustedContact issuedAt(Instant now) {
    return new TrustedContact(held, Optional.of(now));
  }

  /** How we stand with a person, fetched in two goes at most. */
  static TrustedContact of(Step step, UserJid person) {
    List<StateKey> keys = new ArrayList<>(2);
    UserJid kept = LidMap.preferLid(step, person);
    Optional<UserJid> former = LidMap.other(step, kept);
    keys.add(KIND.key(kept.toString()));
    former.ifPresent(phone -> keys.add(KIND.key(phone.toString())));
    step.want(keys);
    return step.read(KIND, kept.toString())
        .or(() -> former.flatMap(phone -> step.read(KIND, phone.toString())))
        .orElse(STRANGER);
  }

  /** Keeps it until none of it counts any more. */
  void keep(Step step, UserJid person, TokenTerms terms) {
    UserJid kept = LidMap.preferLid(step, person);
    Optional<Instant> until = held.map(token -> terms.countsUntil(token.at()));
    Optional<Instant> mattering = issued.map(terms::mattersUntil);
    step.put(
        KIND,
        kept.toString(),
        this,
        until.filter(end -> mattering.filter(end::isBefore).isEmpty()).or(() -> mattering));
    LidMap.other(step, kept)
        .filter(phone -> step.read(KIND, phone.toString()).isPresent())
        .ifPresent(phone -> step.delete(KIND, phone.toString()));
  }
}
