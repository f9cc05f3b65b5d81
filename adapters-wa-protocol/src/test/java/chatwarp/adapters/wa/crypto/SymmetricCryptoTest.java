package chatwarp.adapters.wa.crypto;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Random;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SymmetricCryptoTest {
  private static final HexFormat HEX = HexFormat.of();
  private final SymmetricCrypto crypto = new SymmetricCrypto();

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          RFC 5869 A.1 | 0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b | 000102030405060708090a0b0c | f0f1f2f3f4f5f6f7f8f9 | 3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865
          RFC 5869 A.3 | 0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b | -                          | -                    | 8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8
          """)
  void derivesAsTheVectorsSay(String row, String ikm, String salt, String info, String okm) {
    byte[] expected = HEX.parseHex(okm);
    assertArrayEquals(
        expected, crypto.hkdf().derive(hex(salt), hex(ikm), hex(info), expected.length));
  }

  @Test
  void derivesThePairingSecretWithoutASalt() {
    byte[] keyMaterial =
        HEX.parseHex(
            "b0190541a2abb8bc163b6eef0fae7ba0179004b444326f73809563164d47c521"
                + "09bb974ce3799959096660bdece3bb89ca106e6df31c2f701b7b8b9977047c34"
                + "09".repeat(32));
    assertEquals(
        "a58f9bbb805aeca931bcf60ab88906028203d8bcb7e973716c22a844edc2ae32",
        HEX.formatHex(crypto.hkdf().derive(keyMaterial, "adv_secret".getBytes(US_ASCII), 32)));
  }

  @Test
  void derivesFromEmptyKeyMaterialAsNoiseSplitDoes() {
    byte[] chainingKey =
        HEX.parseHex("e8268624138384a4de3bfc1d9f1c0a7d0439004eec30fe958d3f97fffb918fc5");
    assertEquals(
        "f10d8344bf33545050601629f58c5b0fe21b913641d2eeb1f5b49d07a5a6cffe"
            + "d18c191f5a5bbf1a8f8b5d4713aebc66fb7335f082e1131687d8354d196d8b85",
        HEX.formatHex(crypto.hkdf().derive(chainingKey, new byte[0], new byte[0], 64)));
  }

  @Test
  void refusesToDeriveMoreThanHkdfGives() {
    assertEquals(8160, crypto.hkdf().derive(new byte[1], new byte[0], 8160).length);
    assertThrows(
        IllegalArgumentException.class, () -> crypto.hkdf().derive(new byte[1], new byte[0], 8161));
  }

  @ParameterizedTest(name = "a key of {0} bytes")
  @ValueSource(ints = {1, 31, 32, 33, 63, 64, 65, 200})
  void authenticatesAsTheRuntimesMacHoweverTheMessageIsFedAndTheKeyIsTaken(int keyLength)
      throws GeneralSecurityException {
    Random random = new Random(keyLength);
    byte[] key = new byte[keyLength];
    random.nextBytes(key);
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    HmacSha256 hmac = crypto.hmac();
    for (int codes = 1; codes <= 4; codes++) {
      for (int length = 0; length < 400; length += 1 + random.nextInt(7)) {
        byte[] message = new byte[length];
        random.nextBytes(message);
        byte[] expected = mac.doFinal(message);
        // What was begun under another key is forgotten, short or long.
        hmac.key(message).update(message);
        hmac.keyForMany(key, codes);
        // More codes than were told of are right as well.
        for (int code = 0; code < codes + 2; code++) {
          feed(hmac, message, random);
          assertArrayEquals(expected, hmac.finish());
        }
        hmac.keyForMany(message, codes).update(message);
        feed(hmac.key(key), message, random);
        assertArrayEquals(expected, hmac.finish());
      }
    }
  }

  private static void feed(HmacSha256 hmac, byte[] message, Random random) {
    int at = 0;
    while (at < message.length) {
      int count = Math.min(message.length - at, random.nextInt(200));
      if (count == 1) {
        hmac.update(message[at]);
      } else {
        hmac.update(message, at, count);
      }
      at += count;
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          RFC 4231 1 | 0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b | 4869205468657265 | b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7
          RFC 4231 2 | 4a656665 | 7768617420646f2079612077616e7420666f72206e6f7468696e673f | 5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843
          """)
  void authenticatesAsTheVectorsSay(String row, String key, String message, String code) {
    assertEquals(code, HEX.formatHex(crypto.hmac().code(hex(key), hex(message))));
    byte[] again = new byte[34];
    crypto.hmac().key(hex(key)).update(hex(message)).finish(again, 1);
    assertEquals(code, HEX.formatHex(again, 1, 33));
  }

  @Test
  void authenticatesAsTheRuntimesMacDoes() throws GeneralSecurityException {
    Random random = new Random(10);
    Mac mac = Mac.getInstance("HmacSHA256");
    for (int length = 1; length <= 140; length++) {
      byte[] key = new byte[length];
      byte[] message = new byte[random.nextInt(300)];
      random.nextBytes(key);
      random.nextBytes(message);
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      assertArrayEquals(mac.doFinal(message), crypto.hmac().code(key, message), "key " + length);
      assertArrayEquals(mac.doFinal(), crypto.hmac().finish(), "key " + length);
    }
  }

  @Test
  void forgetsWhatWasFedWhenItTakesAKey() {
    byte[] key = {1};
    byte[] expected = crypto.hmac().code(key, new byte[] {2});
    crypto.hmac().key(new byte[] {9}).update(new byte[100]);
    assertArrayEquals(expected, crypto.hmac().code(key, new byte[] {2}));
  }

  @Test
  void keepsTheKeyOfAnHmacForTheNextMessage() {
    byte[] key = {1, 2, 3};
    HmacSha256 hmac = crypto.hmac().key(key);
    byte[] first = hmac.update((byte) 1).finish();
    hmac.update((byte) 2).finish();
    assertArrayEquals(first, hmac.update((byte) 1).finish());
  }

  @Test
  void hashesAsTheVectorsSay() {
    byte[] abc = "abc".getBytes(US_ASCII);
    assertEquals(
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
        HEX.formatHex(crypto.sha256().hash(abc)));
    assertEquals(
        "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
            + "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f",
        HEX.formatHex(Sha.sha512().update(abc, 0, 1).update(new byte[] {'b', 'c'}).finish()));
  }

  @Test
  void encryptsCbcAsTheSignalVectorSays() {
    byte[] key = HEX.parseHex("9903f75cab1aaf8770ac96e9a98880199cc4273083b6e34c315c46d4bbb026e0");
    byte[] iv = HEX.parseHex("0e7da57e7f26060af353abcb5260cf65");
    byte[] plaintext = HEX.parseHex("68656c6c6f030303");
    byte[] ciphertext = crypto.aesCbc().encrypt(key, iv, plaintext);
    assertEquals("e0419efc77eb97a0e46c1be3d0036adf", HEX.formatHex(ciphertext));
    assertArrayEquals(plaintext, crypto.aesCbc().decrypt(key, iv, ciphertext));
    byte[] placed = new byte[AesCbc.encryptedLength(8) + 2];
    assertEquals(16, crypto.aesCbc().encrypt(key, 0, iv, 0, plaintext, 0, 8, placed, 2));
    assertEquals("0000e0419efc77eb97a0e46c1be3d0036adf", HEX.formatHex(placed));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 15, 17, 31})
  void refusesACbcCiphertextOfAnotherLength(int length) {
    assertThrows(
        DecryptionFailedException.class,
        () -> crypto.aesCbc().decrypt(new byte[32], new byte[16], new byte[length]));
  }

  @Test
  void refusesWrongCbcPaddingAndWorksOn() {
    byte[] ciphertext = crypto.aesCbc().encrypt(new byte[32], new byte[16], new byte[16]);
    byte[] wrong = ciphertext.clone();
    wrong[15] ^= 1; // flips the last padding byte of the second block
    assertThrows(
        DecryptionFailedException.class,
        () -> crypto.aesCbc().decrypt(new byte[32], new byte[16], wrong));
    assertArrayEquals(
        new byte[16], crypto.aesCbc().decrypt(new byte[32], new byte[16], ciphertext));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          noise static of the server  | f2c6f2157482d814c5e348f5347fa68118b2ae67e7f6981f77794f7bbf37532c | 000000000000000000000000 | 5369d74a35c7cea3a8127616837e81d3236f6c6d3823280efc59457b02b359db | ac01b2209e86354fb853237b5de0f4fab13c7fcbf433a61c019369617fecf10b | fad351e77ceb11c0a3c7a310c84044831d305ad1677bb5b736eff6f6392eee8cdc9e71ab200c437245ad235dd9ed1694
          noise transport counter 0   | f10d8344bf33545050601629f58c5b0fe21b913641d2eeb1f5b49d07a5a6cffe | 000000000000000000000000 | - | 00f80119 | d03d082a6b29021c9fbd44ddfb007e0bcaeff74d
          noise transport counter 1   | f10d8344bf33545050601629f58c5b0fe21b913641d2eeb1f5b49d07a5a6cffe | 000000000000000000000001 | - | 00f80119 | eafe7231b37fb7f83cdcf0e49012b015910a0477
          pairing bundle              | e0d327a69500d0aa7c6dbff3949e82aac67924c005a613878a645e36bbcff405 | 080808080808080808080808 | - | ce8d3ad1ccb633ec7b70c17814a5c76ecd029685050d344745ba05870e587d59ac01b2209e86354fb853237b5de0f4fab13c7fcbf433a61c019369617fecf10b0909090909090909090909090909090909090909090909090909090909090909 | 86282eb86214b544fb409a827107b84efc121b21a1209fdc946e427dc8a2366bb8a91d2080a97a55d6257a1474d9c9f3d43a42ccf71bb25959cc5c6a5f726ff63b9d002db72be7b26d9ddad362937da346bfb30b9acb4bf7ddf5639acb6cbe32877bc9250660b3d4056a3eb2ff7b1e63
          """)
  void sealsAsTheVectorsSay(
      String row, String key, String iv, String associated, String plaintext, String sealed) {
    AesGcm gcm = new AesGcm(hex(key));
    assertEquals(sealed, HEX.formatHex(gcm.seal(hex(iv), hex(associated), hex(plaintext))));
    byte[] good = hex(sealed);
    assertArrayEquals(hex(plaintext), gcm.open(hex(iv), hex(associated), good));
    for (int bit = 0; bit < good.length * 8; bit++) {
      byte[] wrong = good.clone();
      wrong[bit >> 3] ^= (byte) (1 << (bit & 7));
      assertThrows(
          DecryptionFailedException.class, () -> gcm.open(hex(iv), hex(associated), wrong));
    }
  }

  @Test
  void sealsAndOpensInPlace() {
    AesGcm gcm = new AesGcm(new byte[32]);
    byte[] plaintext = new byte[1000];
    new Random(9).nextBytes(plaintext);
    byte[] frame = new byte[3 + 1000 + 16];
    System.arraycopy(plaintext, 0, frame, 3, 1000);
    byte[] iv = new byte[12];
    assertEquals(1016, gcm.seal(iv, new byte[0], frame, 3, 1000, frame, 3));
    assertEquals(1000, gcm.open(iv, new byte[0], frame, 3, 1016, frame, 3));
    assertEquals(HEX.formatHex(plaintext), HEX.formatHex(frame, 3, 1003));
  }

  @Test
  void refusesToSealTwiceWithOneVector() {
    AesGcm gcm = new AesGcm(new byte[32]);
    byte[] iv = new byte[12];
    gcm.seal(iv, new byte[1]);
    assertThrows(IllegalArgumentException.class, () -> gcm.seal(iv, new byte[1]));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 15})
  void refusesAGcmCiphertextShorterThanItsTag(int length) {
    AesGcm gcm = new AesGcm(new byte[32]);
    assertThrows(DecryptionFailedException.class, () -> gcm.open(new byte[12], new byte[length]));
  }

  @Test
  void wrapsThePairingKeyAsTheVectorSays() {
    byte[] key =
        Pbkdf2.derive(
            "ABCD1234",
            HEX.parseHex("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"),
            131072,
            32);
    assertEquals(
        "b04d4d0e43ffa6d1a3b2226d4ee58ba2900a470c09bcf39fb5257512a55c08bc", HEX.formatHex(key));
    byte[] counter = HEX.parseHex("000102030405060708090a0b0c0d0e0f");
    byte[] plain = HEX.parseHex("a4e09292b651c278b9772c569f5fa9bb13d906b46ab68c9df9dc2b4409f8a209");
    byte[] wrapped = AesCtr.apply(key, counter, plain);
    assertEquals(
        "f7f840cb9a16f033f4ae88d05dc801814d1ae87c6c33474912d1f86453543386", HEX.formatHex(wrapped));
    assertArrayEquals(plain, AesCtr.apply(key, counter, wrapped));
  }

  private static byte[] hex(String text) {
    return text == null ? new byte[0] : HEX.parseHex(text);
  }
}
