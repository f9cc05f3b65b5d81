package chatwarp.bootstrap.wiring;

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
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The whole server over a WhatsApp and stores in memory. Its API, its downloads and its picture
 * library are the real ones; files over {@link #LARGEST_FILE} are refused.
 */
final class WholeServer implements AutoCloseable {
  static final long LARGEST_FILE = 20_000;
  private static final String KEY = "global-key";

  private final Closing closing = new Closing();
  final RecordingPublisher publisher = new RecordingPublisher();
  final InMemoryWhatsApp whatsapp;
  final Caller user;

  WholeServer(Path spool) {
    InstantSource clock = InstantSource.system();
    SecureRandom random = new SecureRandom();
    ExecutorService executor = closing.add("tasks", Executors.newVirtualThreadPerTaskExecutor());
    WheelTimers timers =
        closing.add(
            "timers",
            new WheelTimers(Thread.ofPlatform().daemon().name("wheel").factory(), executor));
    InMemoryStores stores = new InMemoryStores(clock, executor);
    whatsapp =
        new InMemoryWhatsApp(InMemoryWhatsApp.NETWORK, stores.state(), clock, random, executor);
    HttpMediaFetcher web =
        closing.add(
            "downloads",
            new HttpMediaFetcher(
                new TargetPolicy(true), HostResolver.SYSTEM, spool, Duration.ofSeconds(10)));
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
            web,
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
    ApplicationSettings usual = ApplicationSettings.of(new NodeId("node"));
    SendSettings sending = usual.sending();
    assembly.start(
        parts,
        edge,
        new ApplicationSettings(
            usual.connections(),
            new SendSettings(
                sending.ackWait(),
                sending.typingLimit(),
                sending.keepRegistered(),
                sending.keepUnregistered(),
                sending.rememberedNumbers(),
                LARGEST_FILE),
            usual.delivery(),
            usual.remembered()));
    user = new Caller(edge.address(), KEY);
  }

  /** An instance that is paired with a phone and open. */
  InMemoryPhone open(String instance, String number) {
    InMemoryPhone owner = whatsapp.phone(number);
    Caller.Answer made =
        user.post(
            "/instance/create",
            """
            {"instanceName":"%s","qrcode":true,"webhook":{"enabled":true,"url":"http://127.0.0.1:1/hook"}}
            """
                .formatted(instance));
    owner.scan(made.body().path("qrcode").path("code").asString());
    publisher.await(1, attempt -> isOpen(attempt, instance));
    return owner;
  }

  private static boolean isOpen(RecordingPublisher.Attempt attempt, String instance) {
    return attempt.kind() == EventKind.CONNECTION_UPDATE
        && attempt.event().event().instance().value().equals(instance)
        && new String(attempt.event().event().data(), StandardCharsets.UTF_8)
            .contains("\"state\":\"open\"");
  }

  @Override
  public void close() {
    closing.close();
  }
}
