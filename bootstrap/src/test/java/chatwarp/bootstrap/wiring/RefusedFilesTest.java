package chatwarp.bootstrap.wiring;

import static org.junit.jupiter.api.Assertions.assertEquals;

import chatwarp.adapters.events.fetch.HttpMediaFetcher;
import chatwarp.adapters.events.guard.HostResolver;
import chatwarp.adapters.http.auth.Access;
import chatwarp.adapters.http.auth.KeyHash;
import chatwarp.adapters.http.route.HttpConfig;
import chatwarp.adapters.wa.media.workshop.Workshop;
import chatwarp.application.ApplicationSettings;
import chatwarp.application.message.SendSettings;
import chatwarp.application.time.WheelTimers;
import chatwarp.domain.contract.InMemoryFetcher;
import chatwarp.domain.contract.InMemoryPhone;
import chatwarp.domain.contract.InMemoryStores;
import chatwarp.domain.contract.InMemoryWhatsApp;
import chatwarp.domain.contract.RecordingPublisher;
import chatwarp.domain.model.EventKind;
import chatwarp.domain.model.NodeId;
import chatwarp.domain.port.TargetPolicy;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Files that cannot be sent, at every route that takes one: with the real download guard and the
 * real workshop, on a WhatsApp in memory.
 */
@Timeout(120)
class RefusedFilesTest {
  private static final String KEY = "global-key";
  private static final int MOST = 100_000;
  private static final String HELLO = base64("hello".getBytes(StandardCharsets.UTF_8));
  private static final String LARGE = base64(new byte[MOST + 1]);
  private static final String NO_IMAGE = "the file is not an image that can be read";

  @TempDir Path spool;

  private final Closing closing = new Closing();
  private final RecordingPublisher publisher = new RecordingPublisher();
  private InMemoryPhone friend;
  private Pages web;
  private Caller user;
  private String group = "";

  /** A route that takes a file, {@code %s} in its body, and what it says of one that is text. */
  private record Taker(String path, String body, String unusable) {
    String with(String file) {
      return body.replace('\'', '"').replace("%s", file);
    }
  }

  private List<Taker> takers() {
    String to = "{'number':'5511900000002',";
    return List.of(
        new Taker("/message/sendMedia/", to + "'mediatype':'image','media':'%s'}", NO_IMAGE),
        new Taker(
            "/message/sendMedia/",
            to + "'mediatype':'video','media':'%s'}",
            "the file is not a video"),
        new Taker(
            "/message/sendMedia/",
            to + "'mediatype':'video','gifPlayback':true,'media':'%s'}",
            "the file is neither a GIF nor a video"),
        new Taker(
            "/message/sendMedia/",
            to + "'mediatype':'audio','media':'%s'}",
            "the file is not an audio file"),
        new Taker("/message/sendPtv/", to + "'video':'%s'}", "the file is not a video"),
        new Taker(
            "/message/sendWhatsAppAudio/", to + "'audio':'%s'}", "the file is not an audio file"),
        new Taker("/message/sendSticker/", to + "'sticker':'%s'}", NO_IMAGE),
        new Taker(
            "/message/sendSticker/", to + "'sticker':'%s','notConvertSticker':true}", NO_IMAGE),
        new Taker(
            "/message/sendStatus/",
            "{'type':'image','content':'%s','statusJidList':['5511900000002']}",
            NO_IMAGE),
        new Taker(
            "/message/sendButtons/",
            to
                + "'title':'t','thumbnailUrl':'%s',"
                + "'buttons':[{'type':'reply','displayText':'Yes','id':'1'}]}",
            NO_IMAGE),
        new Taker(
            "/message/send/",
            to
                + "'content':{'type':'album','items':[{'mediatype':'image','media':'%s'},"
                + "{'mediatype':'image','media':'%s'}]}}",
            NO_IMAGE),
        new Taker(
            "/group/updateGroupPicture/", "{'groupJid':'" + group + "','image':'%s'}", NO_IMAGE));
  }

  @BeforeEach
  void serveAWeb() throws IOException {
    web =
        new Pages(
            Map.of(
                "/text", "hello".getBytes(StandardCharsets.UTF_8), "/large", new byte[MOST + 1]));
  }

  @AfterEach
  void stop() throws IOException {
    closing.close();
    web.close();
  }

  private void start(boolean allowPrivateTargets) {
    InstantSource clock = InstantSource.system();
    SecureRandom random = new SecureRandom();
    ExecutorService executor = closing.add("tasks", Executors.newVirtualThreadPerTaskExecutor());
    WheelTimers timers =
        closing.add(
            "timers",
            new WheelTimers(Thread.ofPlatform().daemon().name("wheel").factory(), executor));
    InMemoryStores stores = new InMemoryStores(clock, executor);
    InMemoryWhatsApp whatsapp =
        new InMemoryWhatsApp(InMemoryWhatsApp.NETWORK, stores.state(), clock, random, executor);
    HttpMediaFetcher fetcher =
        closing.add(
            "downloads",
            new HttpMediaFetcher(
                new TargetPolicy(allowPrivateTargets),
                HostResolver.SYSTEM,
                spool,
                Duration.ofSeconds(20)));
    Assembly assembly =
        new Assembly(
            stores.instances(),
            stores.auth(),
            stores.state(),
            stores.conversations(),
            stores.events(),
            () -> true,
            whatsapp,
            renderer -> List.of(publisher),
            fetcher,
            new InMemoryFetcher(spool),
            new Workshop(Optional.empty()),
            spool,
            timers,
            clock,
            random,
            executor);
    HttpConfig http =
        HttpConfig.on(
            "127.0.0.1",
            0,
            new Access.Keyed(KeyHash.ofKey(KEY)),
            new HttpConfig.Banner("test", "2.3.6", "0.1.0", "2.3000.1"));
    Closing parts = closing.add("application", new Closing());
    Edge edge = Edge.open(closing, http, random, Optional.empty());
    assembly.start(parts, edge, settings());
    user = new Caller(edge.address(), KEY);
    InMemoryPhone owner = whatsapp.phone("5511900000001");
    friend = whatsapp.phone("5511900000002");
    owner.scan(
        user.post(
                "/instance/create",
                """
                {"instanceName":"shop","qrcode":true,
                 "webhook":{"enabled":true,"url":"http://127.0.0.1:1/hook"}}
                """)
            .body()
            .path("qrcode")
            .path("code")
            .asString());
    publisher.await(
        1,
        attempt ->
            attempt.kind() == EventKind.CONNECTION_UPDATE
                && new String(attempt.event().event().data(), StandardCharsets.UTF_8)
                    .contains("\"state\":\"open\""));
    group =
        user.post(
                "/group/create/shop", "{\"subject\":\"Team\",\"participants\":[\"5511900000002\"]}")
            .body()
            .path("id")
            .asString();
  }

  private static ApplicationSettings settings() {
    ApplicationSettings usual = ApplicationSettings.of(new NodeId("node"));
    SendSettings sending = usual.sending();
    return new ApplicationSettings(
        usual.connections(),
        new SendSettings(
            sending.ackWait(),
            sending.typingLimit(),
            sending.keepRegistered(),
            sending.keepUnregistered(),
            sending.rememberedNumbers(),
            MOST),
        usual.delivery(),
        usual.remembered());
  }

  @Test
  void whatIsNotWhatItIsSentAsIsRefused() throws IOException {
    start(true);
    for (Taker taker : takers()) {
      refused(taker, HELLO, "unusable_media", taker.unusable());
      refused(taker, web.at("/text"), "unusable_media", taker.unusable());
    }
    nothingHappened();
  }

  @Test
  void whatIsTooLargeIsRefused() throws IOException {
    start(true);
    for (Taker taker : takers()) {
      refused(taker, LARGE, "file_too_large", "the file is larger than 100000 bytes");
      refused(taker, web.at("/large"), "file_too_large", "the file is larger than 100000 bytes");
    }
    nothingHappened();
  }

  @Test
  void whatCannotBeDownloadedIsRefused() throws IOException {
    start(true);
    for (Taker taker : takers()) {
      refused(taker, web.at("/gone"), "fetch_failed", "the file could not be downloaded");
    }
    nothingHappened();
  }

  @Test
  void anAddressThatMayNotBeReachedIsRefused() throws IOException {
    start(false);
    for (Taker taker : takers()) {
      for (String url :
          List.of(web.at("/text"), "http://169.254.169.254/latest/a.png", "http://[::1]/a.png")) {
        refused(taker, url, "target_refused", "the address is not allowed");
      }
    }
    nothingHappened();
  }

  private void refused(Taker taker, String file, String code, String text) {
    Caller.Answer answer = user.post(taker.path() + "shop", taker.with(file));
    String row = taker.path() + " " + answer;
    assertEquals(400, answer.status(), row);
    assertEquals(code, answer.body().path("code").asString(), row);
    assertEquals(text, answer.body().path("response").path("message").get(0).asString(), row);
    assertEquals(1, answer.body().path("response").path("message").size(), row);
  }

  /** Nobody heard of it, and no file is left behind. */
  private void nothingHappened() throws IOException {
    assertEquals(List.of(), friend.received());
    try (Stream<Path> files = Files.list(spool)) {
      assertEquals(List.of(), files.toList());
    }
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
