package chatwarp.simulator;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chatwarp.adapters.wa.crypto.Sha;
import chatwarp.adapters.wa.node.Node;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.util.Base64;
import java.util.Random;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The media host as clients meet it: over sockets, with the ticket that media_conn gives. */
class MediaHostTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final byte[] BLOB = blob(100_000);

  private final Playground playground = new Playground();
  private HttpClient https;
  private TestClient client;
  private String host = "";
  private String ticket = "";

  @BeforeEach
  void askForTheHost() throws Exception {
    https = HttpClient.newBuilder().sslContext(trusting(certificate())).build();
    client = TestClient.active(playground.simulator, playground.paired("Ana"));
    Node connection = client.ask("w:m", "set", Node.of("media_conn")).requireChild("media_conn");
    host = connection.requireChild("host").requireAttr("hostname");
    ticket = connection.requireAttr("auth");
    assertTrue(connection.requireInt("ttl") > 0 && connection.requireInt("auth_ttl") > 0);
  }

  @AfterEach
  void close() {
    client.close();
    https.close();
    playground.close();
  }

  @Test
  void isFoundByTheNameToFallBackOn() throws Exception {
    Node told =
        client
            .ask("w:m", "set", Node.of("media_conn"))
            .requireChild("media_conn")
            .requireChild("host");
    assertEquals(
        "localhost:" + playground.simulator.tlsPort(), told.requireAttr("fallback_hostname"));
    String direct = upload(BLOB).path("direct_path").asString();
    host = told.requireAttr("fallback_hostname");
    assertEquals(200, get(direct).statusCode());
  }

  @Test
  void givesBackWhatWasUploadedOverTls() throws Exception {
    JsonNode stored = upload(BLOB);
    String direct = stored.path("direct_path").asString();
    assertTrue(direct.startsWith("/v/") && direct.contains("?"), direct);
    assertEquals("https://" + host + direct, stored.path("url").asString());
    HttpResponse<byte[]> answer = get(direct + "&hash=" + token(BLOB) + "&mms-type=image");
    assertEquals(200, answer.statusCode());
    assertArrayEquals(BLOB, answer.body());
  }

  @Test
  void givesItOnThePlainPortToo() throws Exception {
    String direct = upload(BLOB).path("direct_path").asString();
    URI plain = URI.create("http://127.0.0.1:" + playground.simulator.port() + direct);
    assertArrayEquals(
        BLOB, https.send(HttpRequest.newBuilder(plain).build(), BodyHandlers.ofByteArray()).body());
  }

  @Test
  void takesTokensWithAndWithoutPadding() throws Exception {
    String padded = token(BLOB) + "=";
    assertEquals(200, post(path("image", padded, ticket, padded), BLOB).statusCode());
    assertEquals(200, post(path("image", token(BLOB), ticket, padded), BLOB).statusCode());
  }

  @Test
  void refusesUploadsWithAnUnknownTicket() throws Exception {
    assertEquals(401, post(path("image", token(BLOB), "old", token(BLOB)), BLOB).statusCode());
  }

  @Test
  void refusesUploadsOnceTicketsAreRevoked() throws Exception {
    assertEquals(200, playground.post("/admin/media/revoke-auth", "").statusCode());
    assertEquals(401, post(path("image", token(BLOB), ticket, token(BLOB)), BLOB).statusCode());
    Node again = client.ask("w:m", "set", Node.of("media_conn")).requireChild("media_conn");
    ticket = again.requireAttr("auth");
    upload(BLOB);
  }

  @Test
  void refusesBytesThatDoNotHaveTheTokensHash() throws Exception {
    byte[] other = blob(99);
    assertEquals(400, post(path("image", token(BLOB), ticket, token(BLOB)), other).statusCode());
    assertEquals(0, playground.get("/admin/media").path("files").size());
    assertEquals(0, playground.get("/admin/media").path("bytes").asInt());
  }

  @Test
  void refusesATokenInTheQueryThatIsNotThePaths() throws Exception {
    String other = token(blob(99));
    assertEquals(400, post(path("image", token(BLOB), ticket, other), BLOB).statusCode());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "bytes=0-15, 0, 16",
    "bytes=16-, 16, 99984",
    "bytes=99990-200000, 99990, 10",
    "bytes=-5, 99995, 5"
  })
  void answersARange(String range, int from, int length) throws Exception {
    String direct = upload(BLOB).path("direct_path").asString();
    HttpResponse<byte[]> answer = get(direct, range);
    assertEquals(206, answer.statusCode());
    assertArrayEquals(java.util.Arrays.copyOfRange(BLOB, from, from + length), answer.body());
    assertEquals(
        "bytes " + from + "-" + (from + length - 1) + "/100000",
        answer.headers().firstValue("Content-Range").orElse(""));
  }

  @Test
  void refusesARangeBeyondTheEnd() throws Exception {
    String direct = upload(BLOB).path("direct_path").asString();
    assertEquals(416, get(direct, "bytes=100000-").statusCode());
  }

  @Test
  void refusesADirectPathWithoutItsSignature() throws Exception {
    String direct = upload(BLOB).path("direct_path").asString();
    assertEquals(403, get(direct.substring(0, direct.indexOf('?'))).statusCode());
    assertEquals(403, get(direct + "&hash=" + token(blob(1))).statusCode());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"404", "410"})
  void answersForAnExpiredFileAsTheRealHostDoes(int status) throws Exception {
    String direct = upload(BLOB).path("direct_path").asString();
    String body = "{\"file\":\"" + direct + "\",\"status\":" + status + "}";
    assertEquals(200, playground.post("/admin/media/expire", body).statusCode());
    assertEquals(status, get(direct).statusCode());
    assertEquals(404, playground.post("/admin/media/expire", body).statusCode());
  }

  @Test
  void deletesAFile() throws Exception {
    String direct = upload(BLOB).path("direct_path").asString();
    assertEquals(
        200,
        https
            .send(
                HttpRequest.newBuilder(uri(path("image", token(BLOB), ticket, token(BLOB))))
                    .DELETE()
                    .build(),
                BodyHandlers.ofString())
            .statusCode());
    assertEquals(404, get(direct).statusCode());
  }

  @Test
  void failsAsOftenAsItIsTold() throws Exception {
    playground.post("/admin/media/faults", "{\"on\":\"upload\",\"status\":503,\"times\":1}");
    assertEquals(503, post(path("image", token(BLOB), ticket, token(BLOB)), BLOB).statusCode());
    upload(BLOB);
  }

  @Test
  void saysThatAWholeFileNeedsNoMore() throws Exception {
    upload(BLOB);
    JsonNode answer =
        JSON.readTree(
            post(path("image", token(BLOB), ticket, token(BLOB)) + "&resume=1", new byte[0])
                .body());
    assertEquals("complete", answer.path("resume").asString());
    assertArrayEquals(BLOB, get(answer.path("direct_path").asString()).body());
  }

  @Test
  void takesTheRestOfAnUploadThatBrokeOff() throws Exception {
    String path = path("video", token(BLOB), ticket, token(BLOB));
    breakOff(path, 60_000);
    String begun = awaitBegun(path);
    int offset = Integer.parseInt(begun);
    assertTrue(offset > 0 && offset <= 60_000, begun);
    byte[] rest = java.util.Arrays.copyOfRange(BLOB, offset, BLOB.length);
    HttpResponse<String> answer = post(path + "&file_offset=" + offset, rest);
    assertEquals(200, answer.statusCode());
    String direct = JSON.readTree(answer.body()).path("direct_path").asString();
    assertArrayEquals(BLOB, get(direct).body());
    assertEquals(BLOB.length, playground.get("/admin/media").path("bytes").asInt());
  }

  @Test
  void refusesTheRestOfWhatItDoesNotHave() throws Exception {
    String path = path("video", token(BLOB), ticket, token(BLOB));
    assertEquals(416, post(path + "&file_offset=5", BLOB).statusCode());
  }

  /** Announces the whole file, sends its beginning over the plain port and hangs up. */
  private void breakOff(String path, int bytes) throws IOException {
    try (Socket socket =
        new Socket(InetAddress.getLoopbackAddress(), playground.simulator.port())) {
      OutputStream out = socket.getOutputStream();
      out.write(
          ("POST " + path + " HTTP/1.1\r\nHost: x\r\nContent-Length: " + BLOB.length + "\r\n\r\n")
              .getBytes(StandardCharsets.US_ASCII));
      out.write(BLOB, 0, bytes);
      out.flush();
    }
  }

  /** The host notices the end of a connection a little later than the client. */
  private String awaitBegun(String path) throws Exception {
    long end = System.nanoTime() + 20_000_000_000L;
    String begun = "0";
    while (begun.equals("0") && System.nanoTime() < end) {
      begun = JSON.readTree(post(path + "&resume=1", new byte[0]).body()).path("resume").asString();
    }
    return begun;
  }

  @Test
  void streamsALargeFileWithoutHoldingIt() throws Exception {
    long length = 300L << 20;
    String token = Base64.getUrlEncoder().withoutPadding().encodeToString(hash(large(length)));
    BodyPublisher body =
        BodyPublishers.fromPublisher(BodyPublishers.ofInputStream(() -> large(length)), length);
    HttpResponse<String> answer =
        https.send(
            HttpRequest.newBuilder(uri(path("document", token, ticket, token))).POST(body).build(),
            BodyHandlers.ofString());
    assertEquals(200, answer.statusCode(), answer.body());
    String direct = JSON.readTree(answer.body()).path("direct_path").asString();
    HttpResponse<InputStream> back =
        https.send(HttpRequest.newBuilder(uri(direct)).build(), BodyHandlers.ofInputStream());
    try (InputStream in = back.body()) {
      assertEquals(token, Base64.getUrlEncoder().withoutPadding().encodeToString(hash(in)));
    }
  }

  private static InputStream large(long length) {
    return new InputStream() {
      private long left = length;

      @Override
      public int read() {
        return left-- > 0 ? 7 : -1;
      }

      @Override
      public int read(byte[] target, int from, int most) {
        if (left <= 0) {
          return -1;
        }
        int count = (int) Math.min(left, most);
        java.util.Arrays.fill(target, from, from + count, (byte) 7);
        left -= count;
        return count;
      }
    };
  }

  private static byte[] hash(InputStream in) throws IOException {
    Sha sha = Sha.sha256();
    byte[] buffer = new byte[1 << 16];
    int read = in.read(buffer);
    while (read >= 0) {
      sha.update(buffer, 0, read);
      read = in.read(buffer);
    }
    return sha.finish();
  }

  private JsonNode upload(byte[] bytes) throws Exception {
    HttpResponse<String> answer = post(path("image", token(bytes), ticket, token(bytes)), bytes);
    assertEquals(200, answer.statusCode(), answer.body());
    return JSON.readTree(answer.body());
  }

  private static String path(String type, String inPath, String auth, String inQuery) {
    return "/mms/"
        + type
        + "/"
        + inPath
        + "?auth="
        + URLEncoder.encode(auth, StandardCharsets.UTF_8)
        + "&token="
        + URLEncoder.encode(inQuery, StandardCharsets.UTF_8);
  }

  private HttpResponse<String> post(String path, byte[] body) throws Exception {
    return https.send(
        HttpRequest.newBuilder(uri(path)).POST(BodyPublishers.ofByteArray(body)).build(),
        BodyHandlers.ofString());
  }

  private HttpResponse<byte[]> get(String path, String... range) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri(path));
    for (String header : range) {
      request.header("Range", header);
    }
    return https.send(request.build(), BodyHandlers.ofByteArray());
  }

  private URI uri(String path) {
    return URI.create("https://" + host + path);
  }

  private static String token(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(Sha.sha256().hash(bytes));
  }

  private static byte[] blob(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }

  private String certificate() {
    return playground.call("GET", "/admin/certificate", "").body();
  }

  private static SSLContext trusting(String pem) throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, new char[0]);
    store.setCertificateEntry(
        "simulator",
        CertificateFactory.getInstance("X.509")
            .generateCertificate(
                new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII))));
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), new SecureRandom());
    return context;
  }
}
