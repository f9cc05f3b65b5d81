package chatwarp.adapters.wa.signal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import chatwarp.adapters.wa.crypto.Curve25519;
import chatwarp.adapters.wa.crypto.KeyPair;
import chatwarp.adapters.wa.crypto.PrivateKey;
import chatwarp.adapters.wa.crypto.PublicKey;
import chatwarp.adapters.wa.crypto.SymmetricCrypto;
import chatwarp.adapters.wa.crypto.XEdDsa;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** The vectors of protocol/04 §11; those of the curve alone are in the crypto package's tests. */
class SignalVectorsTest {
  private static final HexFormat HEX = HexFormat.of();
  private static final String ALICE_IDENTITY =
      "9040f0d4e09cf38f6dc7c13779c908c015a1da4fa78737a080eb0a6f4f5f8f58";
  private static final String ALICE_BASE =
      "11ae7c64d1e61cd596b76a0db5012673391cae66edbfcf073b4da80516a47449";
  private static final String BOB_IDENTITY =
      "4875cc69ddf8ea0719ec947d61081135868d5fd801f02c0225e516df2156605e";
  private static final String BOB_SIGNED =
      "583900131fb727998b7803fe6ac22cc591f342e4e42a8c8d5d78194209b8d253";
  private static final String PKMSG =
      "330807122105e2c05860f2ac6b2b57ba564b421ffe71e4b128c591e46e0491cc9b33dbf22a27"
          + "1a2105b4a8455660ada65b401007f615e654041746432e3339c6875149bceefcb42b4a2242"
          + "330a2105132c442be010fbd57e72603328aa76e71fccc1503aae219327d14d9c9993f472"
          + "100018002210e0419efc77eb97a0e46c1be3d0036adfd91c07afd56f3ba928d2093001";
  private static final String PLAINTEXT = "68656c6c6f030303";

  private final KeySchedule schedule = new KeySchedule(new SymmetricCrypto());

  @Test
  void derivesMessageKeysFromAChainKey() {
    byte[] chain = hex("8ab72d6f4cc5ac0d387eaf463378ddb28edd07385b1cb01250c715982e7ad48f");
    byte[] seed = new byte[32];
    byte[] next = schedule.advance(chain, seed, 0);
    assertHex("fae95235beda3d2e00b41cf2e655dada2405b4388cae0d251a51bcd2ebdd2e40", seed);
    assertHex("28e8f8fee54b801eef7c5cfb2f17f32c7b334485bbb70fac6ec10342a246d15d", next);
    assertHex(HEX.formatHex(next), schedule.nextSeed(chain));
    assertHex(
        "bf51e9d75e0e31031051f82a2491ffc084fa298b7793bd9db620056febf45217"
            + "c6c77d6a73a354337a56435e34607dfe48e3ace14e77314dc6abc172e7a7030b"
            + "afa8207986b692a116d4b40bbff72d6c",
        schedule.messageKeys(seed));
  }

  @Test
  void agreesOnBothSidesWithoutAOneTimePreKey() {
    String root = "cdbd35392e300db7b28f9e8501eb21b224cd8ca0a009c8339fbe89614035bcb2";
    String chain = "ab9be50e5cb22a925446ab90ee5670545f4fd32902459ec274b6ad0ae5d6031a";
    RootStep alice =
        X3dh.initiator(
            schedule,
            privateKey(ALICE_IDENTITY),
            privateKey(ALICE_BASE),
            pair(BOB_IDENTITY).publicKey(),
            pair(BOB_SIGNED).publicKey(),
            Optional.empty());
    assertHex(root, alice.rootKey());
    assertHex(chain, alice.chainKey().seed());
    RootStep bob = respond(pair(ALICE_BASE).publicKey());
    assertHex(root, bob.rootKey());
    assertHex(chain, bob.chainKey().seed());
  }

  /** Its base key is not the one of the test above: a known quirk of the published tests. */
  @Test
  void agreesAsResponderWithThePublishedBaseKey() {
    RootStep bob =
        respond(
            PublicKey.ofSerialized(
                hex("05472d1fb1a9862c3af6beaca8920277e2b26f4a79213ec7c906aeb35e03cf8950")));
    assertHex("3e6130d0a8c8e5b8ad65eb8b7d95fa3ab84710d48d92f34dcda43f9909261bca", bob.rootKey());
    assertHex(
        "9797caca53c989bbe229a40ca7727010eb2604fc14945d77958a0aeda088b44d", bob.chainKey().seed());
  }

  private byte[] messageKeys(ChainKey chain) {
    byte[] seed = new byte[32];
    schedule.advance(chain.seed(), seed, 0);
    return schedule.messageKeys(seed);
  }

  private RootStep respond(PublicKey theirBase) {
    return X3dh.responder(
        schedule,
        privateKey(BOB_IDENTITY),
        privateKey(BOB_SIGNED),
        Optional.empty(),
        pair(ALICE_IDENTITY).publicKey(),
        theirBase);
  }

  @Test
  void agreesOnBothSidesWithAOneTimePreKey() {
    RootStep alice =
        X3dh.initiator(
            schedule,
            privateKey(ALICE_IDENTITY),
            privateKey(ALICE_BASE),
            pair(BOB_IDENTITY).publicKey(),
            pair(BOB_SIGNED).publicKey(),
            Optional.of(pair("24".repeat(32)).publicKey()));
    assertHex("400ca088c2b13efc68396039fed89e25bb1b7dc1b27667a226a7fccca8691892", alice.rootKey());
    assertHex(
        "431e1581f53e8788915bfec6ecb77abc201ffaa6d8065f417d2e87b836f5c912",
        alice.chainKey().seed());
    RootStep bob =
        X3dh.responder(
            schedule,
            privateKey(BOB_IDENTITY),
            privateKey(BOB_SIGNED),
            Optional.of(privateKey("24".repeat(32))),
            pair(ALICE_IDENTITY).publicKey(),
            pair(ALICE_BASE).publicKey());
    assertHex(HEX.formatHex(alice.rootKey()), bob.rootKey());
    assertHex(HEX.formatHex(alice.chainKey().seed()), bob.chainKey().seed());
    RootStep sending =
        schedule.step(
            alice.rootKey(),
            Curve25519.agree(privateKey("42".repeat(32)), pair(BOB_SIGNED).publicKey()));
    assertHex(
        "4710f782ac8fdae4a8623cad3b041487f41b403c39d9ed0134d63a34b8dbecdd", sending.rootKey());
    assertHex(
        "580f55fde1853b38f9036cedd5d1712077218c3c67d5ad22666095226ec8d75c",
        sending.chainKey().seed());
    assertHex(
        "9903f75cab1aaf8770ac96e9a98880199cc4273083b6e34c315c46d4bbb026e0"
            + "f5ac8664a35ec6bb6890e4cda767eec84c6df5b99cd210772f054a5271c023f1"
            + "0e7da57e7f26060af353abcb5260cf65",
        messageKeys(sending.chainKey()));
  }

  @Test
  void stepsTheRootAsVersionThreeDoes() {
    byte[] agreement =
        Curve25519.agree(
            privateKey("216822ec67eb38049ebae7b939baeaebb151bbb32db80fd389245ac37a948e50"),
            PublicKey.ofSerialized(
                hex("05abb8eb29cc80b47109a2265abe9798485406e32da268934a9555e84757708a30")));
    assertHex("c384530ea9c6b7ab74eb6ea9bca113a9353eda3428a4b6534ecbc4af35d7126d", agreement);
    RootStep step =
        schedule.step(
            hex("7ba6debc2bc1bbf91abbc1367404176ca623095b7ec66b45f602d93538942dcc"), agreement);
    assertHex("2eb9435d09e493e6b0fddf10f985a32777e327791714844264a40355666f9a8c", step.rootKey());
    assertHex(
        "113927a745a4ec92f314939b47c639b0396ee6634c0d680d42e119a22a73387b", step.chainKey().seed());
  }

  @Test
  void writesThePreKeyMessageThatNpmLibsignalReads() {
    Party alice =
        new Party(
            "alice",
            giving(ALICE_BASE, "42".repeat(32)),
            pair(ALICE_IDENTITY),
            TrustPolicy.ACCEPT_CHANGES);
    SessionStart start = alice.cipher.begin(SessionRecord.empty(), Optional.empty(), bobsBundle());
    Encryption sent = alice.cipher.encrypt(start.next(), Optional.empty(), hex(PLAINTEXT));
    assertEquals(CiphertextType.PRE_KEY_MESSAGE, sent.ciphertext().type());
    assertHex(PKMSG, sent.ciphertext().bytes());
  }

  @Test
  void readsThePreKeyMessageThatNpmLibsignalReads() {
    Party bob = bob();
    Decryption read =
        bob.sessions.decrypt(
            new SignalAddress("alice", 0), CiphertextType.PRE_KEY_MESSAGE, hex(PKMSG));
    assertHex(PLAINTEXT, read.plaintext());
    assertEquals(7, read.usedPreKey().orElseThrow());
    assertEquals(1234, read.next().remoteRegistrationId().orElseThrow());
    assertEquals(
        pair(ALICE_BASE).publicKey(),
        bob.store.session(new SignalAddress("alice", 0)).baseKey().orElseThrow());
  }

  @Test
  void refusesThePreKeyMessageWithAnyAuthenticatedBitFlipped() {
    byte[] good = hex(PKMSG);
    int tried = 0;
    for (int bit = 0; bit < good.length * 8; bit++) {
      byte[] wrong = good.clone();
      wrong[bit >> 3] ^= (byte) (1 << (bit & 7));
      if (bit < 4 || isRegistrationId(good, bit >> 3)) {
        continue; // the low version nibble and the registration id are not authenticated
      }
      Party bob = bob();
      SignalAddress alice = new SignalAddress("alice", 0);
      assertThrows(
          SignalException.class,
          () -> bob.sessions.decrypt(alice, CiphertextType.PRE_KEY_MESSAGE, wrong),
          "bit " + bit);
      assertEquals(Optional.empty(), bob.store.identity(alice), "bit " + bit);
      assertEquals(true, bob.store.session(alice).isEmpty(), "bit " + bit);
      assertEquals(true, bob.store.preKey(7).isPresent(), "bit " + bit);
      tried++;
    }
    assertEquals(good.length * 8 - 4 - 3 * 8, tried);
  }

  @Test
  void derivesGroupKeysFromASeed() {
    byte[] seed = hex("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f");
    byte[] messageSeed = new byte[32];
    schedule.advance(seed, messageSeed, 0);
    assertHex("9b4c8120a4823a95f47cde17a244f4507244ee6e3957d1fab9fa29b44d3829b7", messageSeed);
    assertHex(
        "ed1f5e26325b1399f6a34c76e47ff047"
            + "d89f10a08215e845ceb4df3fc59c052ad09e01cd499650025ff83df48ed656e6",
        schedule.groupKeys(messageSeed));
    assertHex(
        "4304c22c84a53755ab08ead8d97a8d429be5efa480682d7ad1da27f73e1fbe1d",
        schedule.nextSeed(seed));
  }

  private static boolean isRegistrationId(byte[] message, int at) {
    // 28 d2 09, then 30 01 to the end
    return at >= message.length - 5 && at < message.length - 2;
  }

  private static PreKeyBundle bobsBundle() {
    KeyPair identity = pair(BOB_IDENTITY);
    PublicKey signed = pair(BOB_SIGNED).publicKey();
    return new PreKeyBundle(
        9,
        identity.publicKey(),
        1,
        signed,
        XEdDsa.sign(identity.privateKey(), signed.serialized(), new Random(1)),
        Optional.of(new PreKeyBundle.OneTime(7, pair("24".repeat(32)).publicKey())));
  }

  private static Party bob() {
    Party bob = new Party("bob", new Random(5), pair(BOB_IDENTITY), TrustPolicy.ACCEPT_CHANGES);
    bob.store.saveSignedPreKey(new SignedPreKey(1, pair(BOB_SIGNED), new byte[64]));
    bob.store.savePreKey(new PreKey(7, pair("24".repeat(32))));
    return bob;
  }

  /** Gives these keys in turn when 32 bytes are asked for, after what making a party takes. */
  private static RandomGenerator giving(String... keys) {
    Deque<byte[]> rest = new ArrayDeque<>(List.of(keys).stream().map(HEX::parseHex).toList());
    return new RandomGenerator() {
      private int spared = 2; // the signed prekey of the party and its signature

      @Override
      public long nextLong() {
        return 7;
      }

      @Override
      public void nextBytes(byte[] bytes) {
        if (spared-- > 0) {
          bytes[0] = 1;
          return;
        }
        System.arraycopy(rest.removeFirst(), 0, bytes, 0, 32);
      }
    };
  }

  private static PrivateKey privateKey(String text) {
    return PrivateKey.of(hex(text));
  }

  private static KeyPair pair(String text) {
    return Curve25519.keyPair(privateKey(text));
  }

  private static byte[] hex(String text) {
    return HEX.parseHex(text);
  }

  private static void assertHex(String expected, byte[] actual) {
    assertEquals(expected, HEX.formatHex(actual));
  }
}
