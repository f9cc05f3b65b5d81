package chatwarp.adapters.wa.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class XEdDsaTest {
  private static final HexFormat HEX = HexFormat.of();
  private static final BigInteger P = BigInteger.TWO.pow(255).subtract(BigInteger.valueOf(19));
  private static final BigInteger L =
      BigInteger.TWO.pow(252).add(new BigInteger("27742317777372353535851937790883648493"));
  private static final String MESSAGE =
      "05edce9d9c415ca78cb7252e72c2c4a554d3eb29485a0e1d503118d1a82d99fb4a";
  private static final RandomGenerator SEVENS = () -> 0x0707070707070707L;

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          sign bit 1 | c097248412e58bf05df487968205132794178e367637f5818f81e0e6ce73e865 | f303dccb1764b16e3d600fd2898182fde108a993717a2039b0f7c970a344cc76e8b8f3c1d419e8e74d3fde513dea1e01b7f0ad95eea94f307166502fae94e781
          sign bit 0 | 0101010101010101010101010101010101010101010101010101010101010101 | 35310a87e03c0c66eef1c080f29c711654f07af43ed77ee34d226ecccc5b7c93f9f07dfa7ed6c373a37b89e9868fb04c7f1055afa06d647edbab67fa7d4d4408
          """)
  void signsAsTheVectorsSay(String row, String key, String signature) {
    PrivateKey privateKey = PrivateKey.of(HEX.parseHex(key));
    byte[] message = HEX.parseHex(MESSAGE);
    assertEquals(signature, HEX.formatHex(XEdDsa.sign(privateKey, message, SEVENS)));
    assertTrue(
        XEdDsa.verify(
            Curve25519.keyPair(privateKey).publicKey(), message, HEX.parseHex(signature)));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          libsignal                | ab7e717d4a163b7d9a1d8071dfe9dcf8cdcd1cea3339b6356be84d887e322c64 | 05edce9d9c415ca78cb7252e72c2c4a554d3eb29485a0e1d503118d1a82d99fb4a | 5de88ca9a89b4a115da79109c67c9c7464a3e4180274f1cb8c63c2984e286dfbede82deb9dcd9fae0bfbb821569b3d9001bd8130cd11d486cef047bd60b86e88
          noise certificate leaf   | 1c51a9ac303994c6c8d0b92ea1878a533476599cc599fbea35997d9aa90cce62 | 08c90210031a205854d333d8e13975abd6597bbaddd49d6935ced25c93a44bd3ade508f2bec33020d08f87bf0628d0c99fc406 | 19cbee71b63bb8048af269f3aa7c13c62a1fd89ac4ef2509d1d78d68267f40393b49a9cc38db05e35a6c5bf3ba6172a4c5325f25f363338cf8f3535a4cd95205
          account of a pairing     | 7b4e909bbe7ffe44c465a220037d608ee35897d31ef972f07f74892cb0f73f13 | 060008011080e2cfaa061801200028000faa684ed28867b97f4a6a2dee5df8ce974e76b7018e3f22a1c4cf2678570f20 | d7a6d1bcc8a6e9847e2ddd02aca32df2db8c39072c87e4fb01fb7ca0cb9b7c86601f33a38666b08e8200e3f329a7801c012b3bce10b6720830e6a925ad831184
          device of a pairing      | 0faa684ed28867b97f4a6a2dee5df8ce974e76b7018e3f22a1c4cf2678570f20 | 060108011080e2cfaa061801200028000faa684ed28867b97f4a6a2dee5df8ce974e76b7018e3f22a1c4cf2678570f207b4e909bbe7ffe44c465a220037d608ee35897d31ef972f07f74892cb0f73f13 | 8d51d579b32beb667b4ef259b9e730ad4b517ba29ee614a3463c368c20886f944c0ebac087745459637c0d2c1d4d0e37d780511975e8ffe7abc55e99ec576308
          """)
  void verifiesForeignSignaturesAndNoBitFlippedInThem(
      String row, String key, String message, String signature) {
    PublicKey publicKey = PublicKey.of(HEX.parseHex(key));
    byte[] text = HEX.parseHex(message);
    byte[] good = HEX.parseHex(signature);
    assertTrue(XEdDsa.verify(publicKey, text, good));
    for (int bit = 0; bit < good.length * 8; bit++) {
      assertFalse(XEdDsa.verify(publicKey, text, flipped(good, bit)), "signature bit " + bit);
    }
    for (int bit = 0; bit < text.length * 8; bit += 7) {
      assertFalse(XEdDsa.verify(publicKey, flipped(text, bit), good), "message bit " + bit);
    }
    byte[] raw = publicKey.raw();
    for (int bit = 0; bit < 255; bit += 5) {
      PublicKey other = PublicKey.of(flipped(raw, bit));
      assertFalse(XEdDsa.verify(other, text, good), "key bit " + bit);
    }
  }

  @Test
  void agreesWithBouncyCastleOnRandomKeys() {
    long seed = 0x5eed_edd5aL;
    Random random = new Random(seed);
    for (int i = 0; i < 300; i++) {
      KeyPair pair = Curve25519.generate(random);
      byte[] message = new byte[random.nextInt(200)];
      random.nextBytes(message);
      byte[] signature = XEdDsa.sign(pair.privateKey(), message, random);
      String where = "seed " + seed + " round " + i;
      assertTrue(XEdDsa.verify(pair.publicKey(), message, signature), where);
      assertTrue(verifiedByBouncyCastle(pair.publicKey(), message, signature), where);
      byte[] forged = flipped(signature, random.nextInt(512));
      assertFalse(XEdDsa.verify(pair.publicKey(), message, forged), where);
    }
  }

  @Test
  void refusesWhatBouncyCastleRefusesForRandomBytesAsKeys() {
    long seed = 0x5eed_7157L;
    Random random = new Random(seed);
    byte[] signature = XEdDsa.sign(Curve25519.generate(random).privateKey(), new byte[0], random);
    int onCurve = 0;
    for (int i = 0; i < 200; i++) {
      byte[] u = new byte[32];
      random.nextBytes(u);
      EdwardsPoint point = new EdwardsPoint();
      byte[] encoded = new byte[32];
      boolean known = MontgomeryPoint.toEdwards(point, encoded, u, i & 1);
      byte[] expected = edwards(u, i & 1);
      assertEquals(
          Ed25519.validatePublicKeyPartial(expected, 0), known, "seed " + seed + " round " + i);
      if (known) {
        onCurve++;
        assertEquals(HEX.formatHex(expected), HEX.formatHex(encoded));
        byte[] again = new byte[32];
        point.encode(again, 0);
        assertEquals(HEX.formatHex(expected), HEX.formatHex(again));
      }
      assertFalse(XEdDsa.verify(PublicKey.of(u), new byte[0], signature));
    }
    assertTrue(onCurve > 50 && onCurve < 150, "on the curve: " + onCurve);
  }

  @Test
  void refusesAScalarNotReduced() {
    Random random = new Random(5);
    KeyPair pair = Curve25519.generate(random);
    byte[] message = {1, 2, 3};
    byte[] signature = XEdDsa.sign(pair.privateKey(), message, random);
    byte[] s = Arrays.copyOfRange(signature, 32, 64);
    int sign = s[31] & 0x80;
    s[31] &= 0x7f;
    byte[] moved = littleEndian(fromLittleEndian(s).add(L));
    moved[31] |= (byte) sign;
    System.arraycopy(moved, 0, signature, 32, 32);
    assertFalse(XEdDsa.verify(pair.publicKey(), message, signature));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          u = 0   | 0000000000000000000000000000000000000000000000000000000000000000
          u = 1   | 0100000000000000000000000000000000000000000000000000000000000000
          u = p-1 | ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f
          u = p   | edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f
          """)
  void acceptsNoSignatureUnderADegenerateKey(String row, String u) {
    byte[] signature = new byte[64];
    signature[0] = 1; // R = neutral element, s = 0: valid under a key of order 1
    assertFalse(XEdDsa.verify(PublicKey.of(HEX.parseHex(u)), new byte[] {1}, signature));
  }

  @Test
  void refusesAnotherLength() {
    PublicKey key = Curve25519.generate(new Random(6)).publicKey();
    assertFalse(XEdDsa.verify(key, new byte[1], new byte[63]));
    assertFalse(XEdDsa.verify(key, new byte[1], new byte[65]));
    assertFalse(XEdDsa.verify(key, new byte[1], new byte[0]));
  }

  @Test
  void signsAndVerifiesInsideALargerArray() {
    Random random = new Random(7);
    KeyPair pair = Curve25519.generate(random);
    byte[] frame = new byte[100];
    random.nextBytes(frame);
    byte[] signature = XEdDsa.sign(pair.privateKey(), frame, 3, 33, random);
    System.arraycopy(signature, 0, frame, 36, 64);
    assertTrue(XEdDsa.verify(pair.publicKey(), frame, 3, 33, frame, 36));
    assertFalse(XEdDsa.verify(pair.publicKey(), frame, 2, 33, frame, 36));
  }

  private static boolean verifiedByBouncyCastle(PublicKey key, byte[] message, byte[] signature) {
    byte[] plain = signature.clone();
    plain[63] &= 0x7f;
    byte[] a = edwards(key.raw(), (signature[63] >>> 7) & 1);
    return Ed25519.verify(plain, 0, a, 0, message, 0, message.length);
  }

  /** The Edwards form of a Montgomery key by the book: y = (u - 1) / (u + 1). */
  private static byte[] edwards(byte[] u, int sign) {
    byte[] masked = u.clone();
    masked[31] &= 0x7f;
    BigInteger value = fromLittleEndian(masked);
    BigInteger y =
        value.subtract(BigInteger.ONE).multiply(value.add(BigInteger.ONE).modInverse(P)).mod(P);
    byte[] result = littleEndian(y);
    result[31] |= (byte) (sign << 7);
    return result;
  }

  private static BigInteger fromLittleEndian(byte[] bytes) {
    byte[] reversed = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      reversed[i] = bytes[bytes.length - 1 - i];
    }
    return new BigInteger(1, reversed);
  }

  private static byte[] littleEndian(BigInteger value) {
    byte[] result = new byte[32];
    for (int i = 0; i < 32; i++) {
      result[i] = value.shiftRight(8 * i).byteValue();
    }
    return result;
  }

  private static byte[] flipped(byte[] source, int bit) {
    byte[] result = source.clone();
    result[bit >> 3] ^= (byte) (1 << (bit & 7));
    return result;
  }
}
