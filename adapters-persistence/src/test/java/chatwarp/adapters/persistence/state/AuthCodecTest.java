package chatwarp.adapters.persistence.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import chatwarp.domain.contract.Samples;
import chatwarp.domain.model.AuthState;
import chatwarp.domain.model.DeviceJid;
import chatwarp.domain.model.SessionMetadata;
import chatwarp.domain.port.StoreException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A login as bytes and back. */
class AuthCodecTest {
  @Test
  void readsBackEveryField() {
    for (AuthState state : List.of(Samples.unpaired(), Samples.paired(), onThePhone())) {
      assertEquals(state, AuthCodec.decode(AuthCodec.encode(state)));
    }
  }

  /** Device 0 has no text of its own. */
  private static AuthState onThePhone() {
    AuthState paired = Samples.paired();
    SessionMetadata m = paired.metadata();
    return new AuthState(
        paired.identity(),
        new SessionMetadata(
            Optional.of(new DeviceJid(Samples.ANA, 0)),
            m.lid(),
            m.pushName(),
            m.platform(),
            m.businessName(),
            m.routingInfo(),
            m.nextPreKeyId(),
            m.network()));
  }

  @Test
  void refusesEveryPrefixAnotherVersionAndWhatIsLonger() {
    byte[] encoded = AuthCodec.encode(Samples.paired());
    for (int length = 0; length < encoded.length; length++) {
      byte[] prefix = Arrays.copyOf(encoded, length);
      assertThrows(StoreException.Unreadable.class, () -> AuthCodec.decode(prefix));
    }
    byte[] longer = Arrays.copyOf(encoded, encoded.length + 1);
    assertThrows(StoreException.Unreadable.class, () -> AuthCodec.decode(longer));
    byte[] newer = encoded.clone();
    newer[3]++;
    assertThrows(StoreException.Unreadable.class, () -> AuthCodec.decode(newer));
  }
}
