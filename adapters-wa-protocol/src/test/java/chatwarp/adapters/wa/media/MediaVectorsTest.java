package chatwarp.adapters.wa.media;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import chatwarp.adapters.wa.proto.MediaRetryNotification;
import chatwarp.domain.model.MessageId;
import chatwarp.domain.model.Secret;
import chatwarp.domain.model.Sha256;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The vectors of protocol/06. */
class MediaVectorsTest {
  private static final HexFormat HEX = HexFormat.of();

  /** 00 01 .. 1f. */
  static final Secret KEY = Secret.copyOf(firstBytes());

  private static byte[] firstBytes() {
    byte[] bytes = new byte[32];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) i;
    }
    return bytes;
  }

  static Stream<Arguments> expanded() {
    return Stream.of(
        Arguments.of(
            MediaType.IMAGE,
            "aa6a127218397cbd2383e4ccf7176a79008c9aea9b7c5d81eb56b3f530f87d42dcc92d27b11ad6b5bd66f0"
                + "560d0d8c4691d09ffec108833c1699574c52657923fb6e3e161d9698bc6b3a05fbc508a5154d4981"
                + "725e9eb39838fcff2130508f1360cbb319f99cef163d57ab7c050a667e"),
        Arguments.of(
            MediaType.VIDEO,
            "f1dee5782cc4e2e7b07233b1e25de59b8564567ee06fa7006edab56a13c2b0a1431beb8efe698efad0f258"
                + "e65feb5395259ad46118adcf3cd134ae881831c6865db31a8fa0bbce7bc3bcb9fcf369fcda9a63d5"
                + "eb49eb03827d842400a27dbfb62efc9ebeb6f62b45df4575de4a871856"),
        Arguments.of(
            MediaType.AUDIO,
            "13f8935709c20e2e8b0680f81b0dd5fba61016c0347747b75bb8a8f6d7bcdb863ac5eb702662755054fe77"
                + "db27b7c1c09ec93580944b6656b0babacf55026028ff6c68bb134a4fd082c12b5463a3bb79bc7558"
                + "b5a1ef874ee6a5155a282db3560dc25fcf6b910762a2d75fcbe6b13749"),
        Arguments.of(
            MediaType.DOCUMENT,
            "25e9d370804de0bb33ea5db79453db66b75c2bed8e162ad63dd02b6b9fbda46b8ad2692e99ed0f877d0ab4"
                + "8a86fff79094a393dafdca1265c99e197425de98f15f7d87d34714ea901f7eefc29c99e5acf82617"
                + "7ac4aaf590f67e927133b8a7f102a9fa5c2a88d62587699f581b2e9b76"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("expanded")
  void derivesTheKeysOfAKind(MediaType type, String expected) {
    assertEquals(expected, HEX.formatHex(MediaKeys.expand(KEY, type)));
  }

  @Test
  void encryptsTheSmallFile() throws Exception {
    ByteArrayOutputStream blob = new ByteArrayOutputStream();
    MediaEncryption.Result result =
        MediaEncryption.run(
            MediaKeys.derive(KEY, MediaType.IMAGE),
            MediaType.IMAGE,
            new ByteArrayInputStream("hello world".getBytes(StandardCharsets.UTF_8)),
            blob);
    assertEquals(
        "75b1a9edf1f075732e197e18b88ca3ae8a297f3d919a2d2b4d97", HEX.formatHex(blob.toByteArray()));
    assertEquals(
        hash("b94d27b9934d3e08a52e52d7da7dabfac484efe37a5380ee9088f7ace2efcde9"), result.sha256());
    assertEquals(
        hash("f0c69a45ea3d77fffb3a5ea8c547d987661f70ae6ed9899533b8706d11f4ef5d"),
        result.encryptedSha256());
    assertEquals(11, result.length());
    assertEquals(blob.size(), MediaDecryption.encryptedLength(11));
    assertEquals("8MaaReo9d__7Ol6oxUfZh2YfcK5u2YmVM7hwbRH0710", token(result));
    assertEquals(Optional.empty(), result.sidecar());
  }

  private static Sha256 hash(String hex) {
    return Sha256.of(HEX.parseHex(hex));
  }

  private static String token(MediaEncryption.Result result) {
    return Transfers.token(result.encryptedSha256());
  }

  @Test
  void asksForAnUploadInTheWordsThatBaileysReads() {
    byte[] iv = new byte[12];
    Arrays.fill(iv, (byte) 1);
    assertEquals(
        "c84dfe50a708e0ec382a7ad2ba40135256f41b652cebe2129661d27871111cb2",
        HEX.formatHex(RetryKeys.key(KEY)));
    assertArrayEquals(
        HEX.parseHex(
            "7e4aaf4499db14cf600785582cc6a23ed07d9c41267d88363ec55d8dea31d1d898f6b74a3b312458"),
        new RetryKeys(KEY, new MessageId("3EB0AABBCCDDEEFF001122")).request(iv));
  }

  @Test
  void opensNoAnswerToAnotherRequest() {
    RetryKeys ours = new RetryKeys(KEY, new MessageId("A1"));
    byte[] request = new RetryKeys(KEY, new MessageId("A2")).request(new byte[12]);
    Optional<MediaRetryNotification> none = Optional.empty();
    assertEquals(none, ours.answer(new byte[12], request));
    assertEquals(none, ours.answer(new byte[11], request));
    assertEquals(none, ours.answer(new byte[12], new byte[3]));
  }
}
