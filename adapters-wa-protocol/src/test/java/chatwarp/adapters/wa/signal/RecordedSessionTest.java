package chatwarp.adapters.wa.signal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chatwarp.adapters.wa.crypto.Curve25519;
import chatwarp.adapters.wa.crypto.KeyPair;
import chatwarp.adapters.wa.crypto.PrivateKey;
import chatwarp.adapters.wa.crypto.PublicKey;
import chatwarp.adapters.wa.crypto.SymmetricCrypto;
import chatwarp.adapters.wa.crypto.XEdDsa;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A session between two Baileys 7.0.0-rc13 clients, played again on the receiving one's side with
 * its (throw-away) keys; recorded by {@code npm run record}.
 */
class RecordedSessionTest {
  private static final HexFormat HEX = HexFormat.of();
  private static final SignalAddress ANA = new SignalAddress("ana", 1);

  /** One message of the transcript. */
  record Step(boolean received, CiphertextType type, byte[] body, byte[] plaintext) {}

  private final InMemorySignalStore store = new InMemorySignalStore();
  private final Deque<byte[]> ratchetKeys = new ArrayDeque<>();
  private final List<Step> steps = new ArrayList<>();
  private SignalSessions bia;
  private KeyPair identity;

  @BeforeEach
  void read() throws IOException {
    int registration = 0;
    try (InputStream in = RecordedSessionTest.class.getResourceAsStream("/baileys/signal.tsv")) {
      String text =
          new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.US_ASCII);
      for (String line : text.lines().toList()) {
        String[] cells = line.split("\t", -1);
        switch (cells[0]) {
          case "identity" -> identity = pair(cells[1], cells[2]);
          case "registration" -> registration = Integer.parseInt(cells[1]);
          case "signed" ->
              store.saveSignedPreKey(
                  new SignedPreKey(
                      Integer.parseInt(cells[1]),
                      pair(cells[2], cells[3]),
                      HEX.parseHex(cells[4])));
          case "prekey" ->
              store.savePreKey(new PreKey(Integer.parseInt(cells[1]), pair(cells[2], cells[3])));
          case "ratchet" -> ratchetKeys.add(HEX.parseHex(cells[1]));
          case "receive", "send" ->
              steps.add(
                  new Step(
                      cells[0].equals("receive"),
                      CiphertextType.of(cells[1]).orElseThrow(),
                      HEX.parseHex(cells[2]),
                      HEX.parseHex(cells[3])));
          default -> throw new IllegalArgumentException(cells[0]);
        }
      }
    }
    bia =
        new SignalSessions(
            new SessionCipher(
                new LocalIdentity(identity, registration),
                recordedKeys(),
                new SymmetricCrypto(),
                TrustPolicy.ACCEPT_CHANGES),
            store);
  }

  /** The generator that drew Bia's ratchet keys. */
  private RandomGenerator recordedKeys() {
    return new RandomGenerator() {
      @Override
      public long nextLong() {
        throw new IllegalStateException("only keys are drawn");
      }

      @Override
      public void nextBytes(byte[] bytes) {
        byte[] key = ratchetKeys.remove();
        System.arraycopy(key, 0, bytes, 0, bytes.length);
      }
    };
  }

  private static KeyPair pair(String privateKey, String publicKey) {
    KeyPair pair = Curve25519.keyPair(PrivateKey.of(HEX.parseHex(privateKey)));
    assertEquals(PublicKey.of(HEX.parseHex(publicKey)), pair.publicKey());
    return pair;
  }

  private byte[] decrypt(byte[] body, CiphertextType type) {
    return bia.decrypt(ANA, type, body).plaintext();
  }

  @Test
  void holdsBothKindsAndTurnsTheRatchet() {
    assertTrue(steps.stream().anyMatch(s -> s.type() == CiphertextType.PRE_KEY_MESSAGE));
    assertTrue(steps.stream().anyMatch(s -> s.received() && s.type() == CiphertextType.MESSAGE));
    assertEquals(3, ratchetKeys.size());
  }

  @Test
  void readsWhatBaileysWroteAndWritesWhatBaileysWrote() {
    for (int i = 0; i < steps.size(); i++) {
      Step step = steps.get(i);
      if (step.received()) {
        assertArrayEquals(step.plaintext(), decrypt(step.body(), step.type()), "step " + i);
      } else {
        SignalCiphertext sent = bia.encrypt(ANA, step.plaintext());
        assertEquals(step.type(), sent.type(), "step " + i);
        assertArrayEquals(step.body(), sent.bytes(), "step " + i);
      }
    }
  }

  @Test
  void readsWhatCameTogetherInAnyOrder() {
    assertArrayEquals(steps.get(2).plaintext(), decrypt(steps.get(2).body(), steps.get(2).type()));
    assertArrayEquals(steps.get(0).plaintext(), decrypt(steps.get(0).body(), steps.get(0).type()));
    assertThrows(
        DuplicateMessageException.class, () -> decrypt(steps.get(2).body(), steps.get(2).type()));
    assertArrayEquals(steps.get(1).plaintext(), decrypt(steps.get(1).body(), steps.get(1).type()));
  }

  @Test
  void refusesEveryPrefixOfAMessageAndReadsTheWhole() {
    Step step = steps.getFirst();
    for (int end = 0; end < step.body().length; end++) {
      byte[] cut = Arrays.copyOf(step.body(), end);
      assertThrows(SignalException.class, () -> decrypt(cut, step.type()), "length " + end);
    }
    assertArrayEquals(step.plaintext(), decrypt(step.body(), step.type()));
  }

  @Test
  void verifiesTheSignedPreKeyThatBaileysSigned() {
    SignedPreKey signed = store.signedPreKey(1).orElseThrow();
    assertTrue(
        XEdDsa.verify(
            identity.publicKey(), signed.keys().publicKey().serialized(), signed.signature()));
  }
}
