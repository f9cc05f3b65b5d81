package chatwarp.adapters.http.route;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chatwarp.adapters.http.evolution.Json;
import chatwarp.application.message.SendContent;
import chatwarp.domain.content.MediaKind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Stream;
import okhttp3.MediaType;
import okhttp3.MultipartBody;
import okhttp3.RequestBody;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Long strings and uploaded files lie in files, not in memory. */
class UploadsTest {
  private static final String LONG = "A".repeat(LongStrings.LIMIT + 1);

  private static JsonNode read(String json, Spool spool) {
    // In pieces of odd sizes, as they come from a network.
    Random random = new Random(7);
    InputStream pieces =
        new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)) {
          @Override
          public int read(byte[] target, int offset, int length) {
            return super.read(target, offset, Math.min(length, 1 + random.nextInt(5000)));
          }
        };
    return Json.read(new LongStrings(pieces, spool));
  }

  @Test
  void aLongStringLiesInAFile() throws IOException {
    try (Spool spool = new Spool()) {
      JsonNode body = read("{\"a\":\"x\",\"media\":\"" + LONG + "\",\"b\":[1,\"y\"]}", spool);
      assertEquals("x", body.path("a").stringValue());
      assertEquals("y", body.path("b").path(1).stringValue());
      Path file = spool.spooled(body.path("media").stringValue()).orElseThrow();
      assertEquals(LONG, Files.readString(file));
    }
  }

  @Test
  void escapesInALongStringAreUndone() throws IOException {
    try (Spool spool = new Spool()) {
      String escaped = LONG + "\\/\\n\\u0041\\\"\\\\" + "B";
      JsonNode body = read("[\"" + escaped + "\"]", spool);
      Path file = spool.spooled(body.path(0).stringValue()).orElseThrow();
      assertEquals(LONG + "/\nA\"\\B", Files.readString(file));
    }
  }

  @Test
  void aShortStringStaysWhereItIs() {
    try (Spool spool = new Spool()) {
      String text = "é\uD83D\uDED2".repeat(1000);
      assertEquals(text, read("[\"" + text + "\"]", spool).path(0).stringValue());
    }
  }

  @Test
  void equalFilesHaveEqualNames() {
    try (Spool spool = new Spool()) {
      JsonNode body = read("[\"" + LONG + "\",\"" + LONG + "\"]", spool);
      assertEquals(body.path(0), body.path(1));
    }
  }

  @Test
  void nobodyCanNameAFileThatIsNotTheirs() {
    try (Spool spool = new Spool()) {
      JsonNode body = read("[\"\\u0000spool:00\"]", spool);
      assertTrue(spool.spooled(body.path(0).stringValue()).isEmpty());
    }
  }

  @Test
  void theFilesAreGoneWithTheRequest() {
    Path file;
    try (Spool spool = new Spool()) {
      file = spool.create();
      assertTrue(Files.exists(file));
    }
    assertFalse(Files.exists(file));
  }

  @Test
  void aLongTextIsRefusedWhereNoFileBelongs() {
    try (Api api = Api.withShop()) {
      Api.Reply reply =
          api.post("/message/sendText/shop", "{\"number\":\"1\",\"text\":\"" + LONG + "\"}");
      assertEquals(400, reply.status());
      assertEquals("[\"text is too long\"]", reply.json().at("/response/message").toString());
    }
  }

  @Test
  void aFileIsUploadedAsAPart() throws IOException {
    byte[] bytes = new byte[1_000_000];
    new Random(1).nextBytes(bytes);
    RequestBody body =
        new MultipartBody.Builder()
            .setType(MultipartBody.FORM)
            .addFormDataPart("number", "5511988887777")
            .addFormDataPart("mediatype", "document")
            .addFormDataPart("delay", "1")
            .addFormDataPart("quoted[key][id]", "AA")
            .addFormDataPart("media", "")
            .addFormDataPart(
                "file", "a.bin", RequestBody.create(bytes, MediaType.get("application/x-thing")))
            .build();
    try (Api api = Api.withShop()) {
      Api.Reply reply = api.call("POST", "/message/sendMedia/shop", body, Api.withKey(Api.KEY));
      assertEquals(201, reply.status(), reply.body());
      assertArrayEquals(bytes, api.messages.uploaded);
      assertEquals("a.bin", api.messages.fileName);
      assertTrue(api.messages.sent.getFirst().options().quoted().isPresent());
    }
  }

  @Test
  void aFileUnderAnotherNameIsRefused() {
    RequestBody body =
        new MultipartBody.Builder()
            .setType(MultipartBody.FORM)
            .addFormDataPart("number", "1")
            .addFormDataPart(
                "picture", "a.bin", RequestBody.create(new byte[9], MediaType.get("image/png")))
            .build();
    try (Api api = Api.withShop()) {
      Api.Reply reply = api.call("POST", "/message/sendMedia/shop", body, Api.withKey(Api.KEY));
      assertEquals(400, reply.status());
      assertTrue(reply.body().contains("Unexpected field"), reply.body());
    }
  }

  static Stream<String> routesWithFiles() {
    return Stream.of(
        "/message/sendMedia/shop",
        "/message/sendPtv/shop",
        "/message/sendWhatsAppAudio/shop",
        "/message/sendSticker/shop",
        "/message/sendStatus/shop",
        "/message/send/shop",
        "/group/updateGroupPicture/shop");
  }

  @ParameterizedTest
  @MethodSource("routesWithFiles")
  void anUploadThatIsTooLargeIsNotRead(String path) {
    try (Api api = BadInputTest.small()) {
      api.add(Api.SHOP, "tok");
      Api.Reply reply = api.call("POST", path, upload(new byte[3000]), Api.withKey(Api.KEY));
      assertEquals(413, reply.status(), reply.body());
      assertEquals("body_too_large", reply.json().path("code").stringValue());
      assertEquals(
          "\"The body is larger than 2000 bytes\"",
          reply.json().at("/response/message").toString());
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "sendMedia, number=5511988887777&mediatype=image, IMAGE",
    "sendPtv, number=5511988887777, PTV",
    "sendWhatsAppAudio, number=5511988887777&delay=1, VOICE",
    "sendSticker, number=5511988887777&notConvertSticker=true, STICKER",
    "sendStatus, type=image&allContacts=true, IMAGE",
  })
  void everyRouteThatTakesAnUploadSendsIt(String name, String fields, MediaKind kind) {
    byte[] bytes = {1, 2, 3};
    MultipartBody.Builder body = form(bytes);
    for (String field : fields.split("&", -1)) {
      String[] parts = field.split("=", -1);
      body.addFormDataPart(parts[0], parts[1]);
    }
    try (Api api = Api.withShop()) {
      Api.Reply reply =
          api.call("POST", "/message/" + name + "/shop", body.build(), Api.withKey(Api.KEY));
      assertEquals(201, reply.status(), reply.body());
      assertArrayEquals(bytes, api.messages.uploaded);
      SendContent.Media sent = (SendContent.Media) api.messages.sent.getFirst().content();
      assertEquals(kind, sent.order().kind());
    }
  }

  private static RequestBody upload(byte[] bytes) {
    return form(bytes).build();
  }

  private static MultipartBody.Builder form(byte[] bytes) {
    return new MultipartBody.Builder()
        .setType(MultipartBody.FORM)
        .addFormDataPart("file", "a.png", RequestBody.create(bytes, MediaType.get("image/png")));
  }
}
