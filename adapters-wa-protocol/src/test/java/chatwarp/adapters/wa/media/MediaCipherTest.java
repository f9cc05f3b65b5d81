package chatwarp.adapters.wa.media;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chatwarp.domain.content.MediaReference;
import chatwarp.domain.model.Secret;
import chatwarp.domain.model.Sha256;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MediaCipherTest {
  private static final int PIECE = 1 << 16;
  private static final MediaKeys KEYS = MediaKeys.derive(MediaVectorsTest.KEY, MediaType.VIDEO);

  /** A file and what encryption made of it. */
  record Sealed(byte[] plain, byte[] blob, MediaEncryption.Result result) {
    MediaReference reference(long length) {
      return new MediaReference(
          Optional.empty(),
          "/v/x",
          MediaVectorsTest.KEY,
          result.sha256(),
          result.encryptedSha256(),
          length,
          Instant.EPOCH);
    }

    MediaReference reference() {
      return reference(plain.length);
    }
  }

  private static Sealed seal(int length) throws IOException {
    byte[] plain = new byte[length];
    new Random(length).nextBytes(plain);
    ByteArrayOutputStream blob = new ByteArrayOutputStream();
    MediaEncryption.Result result =
        MediaEncryption.run(KEYS, MediaType.VIDEO, new ByteArrayInputStream(plain), blob);
    return new Sealed(plain, blob.toByteArray(), result);
  }

  private static byte[] open(MediaReference reference, InputStream blob) throws IOException {
    ByteArrayOutputStream plain = new ByteArrayOutputStream();
    MediaDecryption.run(KEYS, reference, blob, plain);
    return plain.toByteArray();
  }

  private static DamagedMediaException refusal(MediaReference reference, byte[] blob) {
    return assertThrows(
        DamagedMediaException.class, () -> open(reference, new ByteArrayInputStream(blob)));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 15, 16, 17, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE, 200_003})
  void givesBackWhatItEncrypted(int length) throws Exception {
    Sealed sealed = seal(length);
    assertEquals(MediaDecryption.encryptedLength(length), sealed.blob().length);
    assertArrayEquals(
        sealed.plain(), open(sealed.reference(), new ByteArrayInputStream(sealed.blob())));
  }

  @Test
  void readsWhatArrivesInSmallPieces() throws Exception {
    Sealed sealed = seal(5000);
    InputStream slow =
        new ByteArrayInputStream(sealed.blob()) {
          @Override
          public int read(byte[] target, int offset, int length) {
            return super.read(target, offset, Math.min(7, length));
          }
        };
    assertArrayEquals(sealed.plain(), open(sealed.reference(), slow));
  }

  @Test
  void believesTheHashesWhereTheLengthIsLeftOut() throws Exception {
    Sealed sealed = seal(100);
    assertArrayEquals(
        sealed.plain(), open(sealed.reference(0), new ByteArrayInputStream(sealed.blob())));
  }

  @Test
  void looksElsewhereForAnAlteredBlob() throws Exception {
    Sealed sealed = seal(1000);
    for (int place : new int[] {0, 500, sealed.blob().length - 1}) {
      byte[] altered = sealed.blob().clone();
      altered[place] ^= 1;
      assertTrue(refusal(sealed.reference(), altered).mayBeRightElsewhere());
    }
  }

  @Test
  void looksElsewhereForEveryCutBlob() throws Exception {
    Sealed sealed = seal(50);
    for (int length = 0; length < sealed.blob().length; length++) {
      byte[] cut = Arrays.copyOf(sealed.blob(), length);
      assertTrue(refusal(sealed.reference(), cut).mayBeRightElsewhere());
    }
  }

  @Test
  void stopsReadingWhereTheFileShouldHaveEnded() throws Exception {
    Sealed sealed = seal(50);
    byte[] longer = Arrays.copyOf(sealed.blob(), sealed.blob().length + 1);
    assertTrue(refusal(sealed.reference(), longer).mayBeRightElsewhere());
  }

  @Test
  void refusesAMacUnderAnotherKeyThoughTheHashIsRight() throws Exception {
    Sealed sealed = seal(100);
    MediaReference other =
        new MediaReference(
            Optional.empty(),
            "/v/x",
            Secret.copyOf(new byte[32]),
            sealed.result().sha256(),
            sealed.result().encryptedSha256(),
            100,
            Instant.EPOCH);
    MediaKeys wrong = MediaKeys.derive(other.mediaKey(), MediaType.VIDEO);
    assertThrows(
        DamagedMediaException.class,
        () ->
            MediaDecryption.run(
                wrong,
                other,
                new ByteArrayInputStream(sealed.blob()),
                new ByteArrayOutputStream()));
  }

  @Test
  void looksNowhereElseForAFileThatWasAnotherFromTheBeginning() throws Exception {
    Sealed sealed = seal(100);
    MediaReference reference =
        new MediaReference(
            Optional.empty(),
            "/v/x",
            MediaVectorsTest.KEY,
            Sha256.of(new byte[32]),
            sealed.result().encryptedSha256(),
            100,
            Instant.EPOCH);
    assertFalse(refusal(reference, sealed.blob()).mayBeRightElsewhere());
    assertFalse(refusal(sealed.reference(99), sealed.blob()).mayBeRightElsewhere());
  }

  @ParameterizedTest
  @ValueSource(
      ints = {0, 1, PIECE - 50, PIECE - 26, PIECE - 16, PIECE, PIECE + 1, 2 * PIECE, 200_000})
  void makesTheSidecarPieceByPiece(int length) throws Exception {
    Sealed sealed = seal(length);
    // The stream as the notes define it, at once: vector, ciphertext, MAC.
    byte[] stream = new byte[16 + sealed.blob().length];
    System.arraycopy(KEYS.iv(), 0, stream, 0, 16);
    System.arraycopy(sealed.blob(), 0, stream, 16, sealed.blob().length);
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(KEYS.macKey(), "HmacSHA256"));
    ByteArrayOutputStream expected = new ByteArrayOutputStream();
    for (int start = 0; start < stream.length; start += PIECE) {
      int end = Math.min(start + PIECE + 16, stream.length);
      expected.write(mac.doFinal(Arrays.copyOfRange(stream, start, end)), 0, 10);
    }
    assertArrayEquals(expected.toByteArray(), sealed.result().sidecar().orElseThrow().codes());
  }
}
