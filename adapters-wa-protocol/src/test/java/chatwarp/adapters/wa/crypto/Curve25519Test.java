package chatwarp.adapters.wa.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.bouncycastle.math.ec.rfc7748.X25519;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Curve25519Test {
  private static final HexFormat HEX = HexFormat.of();

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          RFC 7748 5.2 first  | a546e36bf0527c9d3b16154b82465edd62144c0ac1fc5a18506a2244ba449ac4 | e6db6867583030db3594c1a424b15f7c726624ec26b3353b10a903a6d0ab1c4c | c3da55379de9c6908e94ea4df28d084f32eccf03491c71f754b4075577a28552
          RFC 7748 5.2 second | 4b66e9d4d1b4673c5ad22691957d6af5c11b6421e0ea01d42ca4169e7918ba0d | e5210f12786811d3f4b7959d0538ae2c31dbe7106fc03c3efc4cd549c715a493 | 95cbde9476e8907d7aade45cb4b873f88b595a68799fa152e6f8f7647aac7957
          libsignal alice     | c806439dc9d2c476ffed8f2580c0888d58ab406bf7ae3698879021b96bb4bf59 | 653614993d2b15ee9e5fd3d86ce719ef4ec1daae1886a87b3f5fa9565a27a22f | 325f239328941ced6e673b86ba41017448e99b649a9c3806c1dd7ca4c477e629
          libsignal bob       | b03b34c33a1c44f225b662d2bf4859b8135411fa7b0386d45fb75dc5b91b4466 | 1bb75966f2e93a3691dfff942bb2a466a1c08b8d78ca3f4d6df8b8bfa2e4ee28 | 325f239328941ced6e673b86ba41017448e99b649a9c3806c1dd7ca4c477e629
          root step           | 216822ec67eb38049ebae7b939baeaebb151bbb32db80fd389245ac37a948e50 | abb8eb29cc80b47109a2265abe9798485406e32da268934a9555e84757708a30 | c384530ea9c6b7ab74eb6ea9bca113a9353eda3428a4b6534ecbc4af35d7126d
          pairing ephemerals  | 0101010101010101010101010101010101010101010101010101010101010101 | 5dfedd3b6bd47f6fa28ee15d969d5bb0ea53774d488bdaf9df1c6e0124b3ef22 | b0190541a2abb8bc163b6eef0fae7ba0179004b444326f73809563164d47c521
          pairing identities  | 0202020202020202020202020202020202020202020202020202020202020202 | ac01b2209e86354fb853237b5de0f4fab13c7fcbf433a61c019369617fecf10b | 09bb974ce3799959096660bdece3bb89ca106e6df31c2f701b7b8b9977047c34
          """)
  void agreesAsTheVectorsSay(String row, String ours, String theirs, String shared) {
    assertEquals(
        shared,
        HEX.formatHex(
            Curve25519.agree(
                PrivateKey.of(HEX.parseHex(ours)), PublicKey.of(HEX.parseHex(theirs)))));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          libsignal alice    | c806439dc9d2c476ffed8f2580c0888d58ab406bf7ae3698879021b96bb4bf59 | 1bb75966f2e93a3691dfff942bb2a466a1c08b8d78ca3f4d6df8b8bfa2e4ee28
          libsignal bob      | b03b34c33a1c44f225b662d2bf4859b8135411fa7b0386d45fb75dc5b91b4466 | 653614993d2b15ee9e5fd3d86ce719ef4ec1daae1886a87b3f5fa9565a27a22f
          libsignal identity | c097248412e58bf05df487968205132794178e367637f5818f81e0e6ce73e865 | ab7e717d4a163b7d9a1d8071dfe9dcf8cdcd1cea3339b6356be84d887e322c64
          ones               | 0101010101010101010101010101010101010101010101010101010101010101 | a4e09292b651c278b9772c569f5fa9bb13d906b46ab68c9df9dc2b4409f8a209
          twos               | 0202020202020202020202020202020202020202020202020202020202020202 | ce8d3ad1ccb633ec7b70c17814a5c76ecd029685050d344745ba05870e587d59
          noise ephemeral    | b8de0b5ebad3e7879fa659c0d27baa6c3e3f32a10f7c4cb2613cb4182fe83047 | 8537e1daadfb8e9ff8491896f5733008bad4967c2ba97670f69cf3053762ea4d
          x3dh alice         | 9040f0d4e09cf38f6dc7c13779c908c015a1da4fa78737a080eb0a6f4f5f8f58 | b4a8455660ada65b401007f615e654041746432e3339c6875149bceefcb42b4a
          all bits set       | ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff | 847c0d2c375234f365e660955187a3735a0f7613d1609d3a6a4d8c53aeaa5a22
          """)
  void makesThePublicKeyOfAPrivateOne(String row, String privateKey, String publicKey) {
    assertEquals(
        publicKey,
        HEX.formatHex(
            Curve25519.keyPair(PrivateKey.of(HEX.parseHex(privateKey))).publicKey().raw()));
  }

  @Test
  void iteratesAThousandTimesAsRfc7748Says() {
    byte[] k = new byte[32];
    k[0] = 9;
    byte[] u = k.clone();
    for (int i = 0; i < 1000; i++) {
      byte[] next = Curve25519.agree(PrivateKey.of(k), PublicKey.of(u));
      u = k;
      k = next;
    }
    assertEquals(
        "684cf59ba83309552800ef566f2f4d3c1c3887c49360e3875f2eb94d99532c51", HEX.formatHex(k));
  }

  @Test
  void agreesWithBouncyCastleOnRandomInputs() {
    long seed = 0x5eed_25519L;
    Random random = new Random(seed);
    for (int i = 0; i < 500; i++) {
      byte[] scalar = bytes(random);
      byte[] u = bytes(random);
      if (i % 10 == 0) {
        Arrays.fill(u, 1, 31, (byte) 0xff); // near p and 2^255
      }
      byte[] expected = new byte[32];
      X25519.scalarMult(scalar, 0, u, 0, expected, 0);
      assertArrayEquals(
          expected,
          Curve25519.agree(PrivateKey.of(scalar), PublicKey.of(u)),
          "seed " + seed + " round " + i);
      X25519.scalarMultBase(scalar, 0, expected, 0);
      assertArrayEquals(
          expected,
          Curve25519.keyPair(PrivateKey.of(scalar)).publicKey().raw(),
          "seed " + seed + " round " + i);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0000000000000000000000000000000000000000000000000000000000000000",
        "0100000000000000000000000000000000000000000000000000000000000000",
        "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800",
        "5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"
      })
  void refusesAPublicKeyOfSmallOrder(String u) {
    PrivateKey ours = Curve25519.generate(new Random(1)).privateKey();
    PublicKey theirs = PublicKey.of(HEX.parseHex(u));
    assertThrows(InvalidCurveKeyException.class, () -> Curve25519.agree(ours, theirs));
  }

  @Test
  void clampsAPrivateKey() {
    byte[] raw = new byte[32];
    Arrays.fill(raw, (byte) 0xff);
    byte[] clamped = PrivateKey.of(raw).raw();
    assertEquals((byte) 0xf8, clamped[0]);
    assertEquals((byte) 0x7f, clamped[31]);
    assertEquals((byte) 0x40, PrivateKey.of(new byte[32]).raw()[31]);
  }

  @Test
  void serializesAPublicKeyWithItsType() {
    PublicKey key = Curve25519.generate(new Random(2)).publicKey();
    byte[] serialized = key.serialized();
    assertEquals(33, serialized.length);
    assertEquals(0x05, serialized[0]);
    assertEquals(key, PublicKey.ofSerialized(serialized));
    assertEquals(key.hashCode(), PublicKey.ofSerialized(serialized).hashCode());
    assertNotEquals(key, Curve25519.generate(new Random(3)).publicKey());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 4, 6, 0x85, 0xff})
  void refusesAnotherTypeByte(int type) {
    byte[] serialized = new byte[33];
    serialized[0] = (byte) type;
    assertThrows(InvalidCurveKeyException.class, () -> PublicKey.ofSerialized(serialized));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 31, 33, 64})
  void refusesAnotherLength(int length) {
    byte[] bytes = new byte[length];
    assertThrows(InvalidCurveKeyException.class, () -> PublicKey.of(bytes));
    assertThrows(InvalidCurveKeyException.class, () -> PrivateKey.of(bytes));
    byte[] serialized = new byte[length + 1];
    serialized[0] = 5;
    assertThrows(InvalidCurveKeyException.class, () -> PublicKey.ofSerialized(serialized));
  }

  @Test
  void neverPrintsAKey() {
    KeyPair pair = Curve25519.generate(new Random(4));
    String printed = pair.toString();
    assertFalse(printed.contains(HEX.formatHex(pair.publicKey().raw()).substring(0, 8)));
    assertEquals(
        "KeyPair[publicKey=PublicKey[redacted], privateKey=PrivateKey[redacted]]", printed);
  }

  private static byte[] bytes(Random random) {
    byte[] result = new byte[32];
    random.nextBytes(result);
    return result;
  }
}
