package chatwarp.adapters.http.route;

import static org.junit.jupiter.api.Assertions.assertEquals;

import chatwarp.domain.port.FetchException;
import chatwarp.domain.port.SessionException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import okhttp3.MediaType;
import okhttp3.MultipartBody;
import okhttp3.RequestBody;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every profile operation: what it does, what it refuses, what it says when it fails. */
class ProfileRoutesTest {
  private static final String SET = "/chat/updateProfilePicture/shop";
  private static final String REMOVE = "/chat/removeProfilePicture/shop";

  private final Api api = Api.withShop();

  @AfterEach
  void stop() {
    api.close();
  }

  private Api.Reply set(String body) {
    return api.post(SET, body.replace('\'', '"'));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("pictures")
  void aPictureIsSet(String body, String seen) {
    Api.Reply reply = set(body);
    assertEquals(200, reply.status(), reply.body());
    assertEquals("{\"update\":\"success\"}", reply.body());
    assertEquals(List.of(seen), api.profiles.log);
  }

  static Stream<Arguments> pictures() {
    return Stream.of(
        Arguments.of("{'picture':'https://127.0.0.1/p.jpg'}", "shop https://127.0.0.1/p.jpg"),
        Arguments.of("{'picture':'AAAA'}", "shop \0\0\0"),
        Arguments.of("{'picture':'data:image/png;base64,QUJD'}", "shop ABC"));
  }

  @Test
  void anUploadedPictureIsSet() {
    RequestBody body =
        new MultipartBody.Builder()
            .setType(MultipartBody.FORM)
            .addFormDataPart(
                "file",
                "me.png",
                RequestBody.create(new byte[] {'A', 'B'}, MediaType.get("image/png")))
            .build();
    assertEquals(200, api.call("POST", SET, body, Api.withKey(Api.KEY)).status());
    assertEquals(List.of("shop AB"), api.profiles.log);
  }

  @Test
  void thePictureIsRemovedWithOrWithoutABody() {
    for (Api.Reply reply : List.of(api.delete(REMOVE), api.delete(REMOVE, "{}"))) {
      assertEquals(200, reply.status(), reply.body());
      assertEquals("{\"update\":\"success\"}", reply.body());
    }
    assertEquals(List.of("shop none", "shop none"), api.profiles.log);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("badInput")
  void saysWhatIsWrong(String body, String code, String message) {
    Api.Reply reply = set(body);
    assertEquals(400, reply.status(), reply.body());
    assertEquals(code, reply.json().path("code").stringValue());
    assertEquals(message, reply.json().at("/response/message").toString());
    assertEquals(List.of(), api.profiles.log);
  }

  static Stream<Arguments> badInput() {
    String none = "[\"Profile picture must be a url or base64\"]";
    return Stream.of(
        Arguments.of("{'picture':5}", "invalid_body", "[[\"picture is not of a type(s) string\"]]"),
        Arguments.of(
            "{'picture':null}", "invalid_body", "[[\"picture is not of a type(s) string\"]]"),
        Arguments.of("{}", "refused_body", none),
        Arguments.of("{'picture':''}", "refused_body", none),
        Arguments.of("{'picture':'%%%'}", "refused_body", none),
        Arguments.of("{'picture':'ftp://127.0.0.1/p'}", "refused_body", none),
        Arguments.of("{'picture':'http://%zz'}", "refused_body", none),
        Arguments.of("{'picture':'eHh4'}", "unusable_media", "[\"this is no picture\"]"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("failures")
  void saysWhyItFailed(RuntimeException failure, int setting, String code, String sentences) {
    api.profiles.failure = Optional.of(failure);
    Api.Reply reply = set("{'picture':'https://127.0.0.1/p.jpg'}");
    assertEquals(setting, reply.status(), reply.body());
    assertEquals(code, reply.json().path("code").stringValue());
    assertEquals(sentences, reply.json().at("/response/message").toString());
  }

  static Stream<Arguments> failures() {
    return Stream.of(
        Arguments.of(
            new SessionException.NotConnected(),
            400,
            "not_connected",
            "[\"Error: Connection Closed\"]"),
        Arguments.of(
            new SessionException.Refused(406, "not-acceptable"),
            500,
            "refused",
            "[\"Error updating profile picture\",\"WhatsApp refused with code 406\"]"),
        Arguments.of(
            new FetchException.TargetRefused(),
            400,
            "target_refused",
            "[\"" + new FetchException.TargetRefused().getMessage() + "\"]"),
        Arguments.of(
            new FetchException.TooLarge(9),
            400,
            "file_too_large",
            "[\"" + new FetchException.TooLarge(9).getMessage() + "\"]"),
        Arguments.of(
            new FetchException.Failed("404"),
            400,
            "fetch_failed",
            "[\"the file could not be downloaded\"]"));
  }

  @Test
  void aRemovalThatFailsSaysWhy() {
    api.profiles.failure = Optional.of(new SessionException.NotConnected());
    assertEquals("not_connected", api.delete(REMOVE).json().path("code").stringValue());
    api.profiles.failure = Optional.of(new SessionException.Refused(500, "no"));
    Api.Reply refused = api.delete(REMOVE);
    assertEquals(500, refused.status());
    assertEquals(
        "[\"Error removing profile picture\",\"WhatsApp refused with code 500\"]",
        refused.json().at("/response/message").toString());
  }
}
