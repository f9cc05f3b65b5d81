package chatwarp.adapters.events.webhook;

import chatwarp.adapters.events.guard.GuardedClient;
import chatwarp.adapters.events.guard.HostResolver;
import chatwarp.domain.port.Delivery;
import chatwarp.domain.port.EventAttachment;
import chatwarp.domain.port.EventPublisher;
import chatwarp.domain.port.EventRenderer;
import chatwarp.domain.port.EventTarget;
import chatwarp.domain.port.StoredEvent;
import chatwarp.domain.port.TargetPolicy;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/**
 * Posts events to users' HTTP endpoints. Any thread may call; a call blocks until the target
 * answered or the attempt timed out. Redirects are not followed: a redirected POST would arrive as
 * a GET, or nowhere.
 */
public final class WebhookPublisher implements EventPublisher, AutoCloseable {
  /** As much of an answer as is read so that its connection can be used again. */
  private static final int DRAINED_BYTES = 64 * 1024;

  private final OkHttpClient client;
  private final HookRequest requests;
  private final WebhookOptions options;
  private final InstantSource clock;

  public WebhookPublisher(
      TargetPolicy policy,
      HostResolver resolver,
      EventRenderer renderer,
      InstantSource clock,
      WebhookOptions options) {
    this.client = GuardedClient.create(policy, resolver, options.timeout(), false);
    this.requests = new HookRequest(renderer, clock);
    this.options = options;
    this.clock = clock;
  }

  @Override
  public boolean serves(EventTarget target) {
    return switch (target) {
      case EventTarget.Webhook _ -> true;
    };
  }

  @Override
  public Delivery publish(EventTarget target, StoredEvent event, EventAttachment attachment) {
    return switch (target) {
      case EventTarget.Webhook webhook -> post(webhook, event, attachment);
    };
  }

  private Delivery post(
      EventTarget.Webhook webhook, StoredEvent event, EventAttachment attachment) {
    Request request;
    try {
      request = requests.build(webhook.config(), event, attachment);
    } catch (IllegalArgumentException _) {
      // The message would repeat the address or the header.
      return new Delivery.GiveUp("the address or a header cannot be used");
    } catch (IOException _) {
      return new Delivery.TryAgain("the attached file is gone", Optional.empty());
    }
    try (Response response = client.newCall(request).execute()) {
      Delivery delivery = judge(response);
      drain(response);
      return delivery;
    } catch (IOException e) {
      return failed(e);
    }
  }

  private Delivery judge(Response response) {
    int status = response.code();
    if (response.isSuccessful()) {
      return new Delivery.Delivered();
    }
    if (options.finalStatuses().contains(status)) {
      return new Delivery.GiveUp("answered " + status);
    }
    Optional<Duration> wish =
        GuardedClient.retryAfter(response)
            .flatMap(header -> RetryAfter.parse(header, clock.instant()));
    return new Delivery.TryAgain("answered " + status, wish);
  }

  private static Delivery failed(IOException failure) {
    if (GuardedClient.isRefusal(failure)) {
      return new Delivery.GiveUp("the address is not allowed");
    }
    String reason =
        failure instanceof InterruptedIOException ? "no answer in time" : "no connection";
    return new Delivery.TryAgain(reason, Optional.empty());
  }

  /** What the target says is of no interest, and never logged. */
  private static void drain(Response response) {
    try (InputStream body = response.body().byteStream()) {
      body.readNBytes(DRAINED_BYTES);
    } catch (IOException _) {
      // The status came, and it alone decides; this connection is just not used again.
      response.close();
    }
  }

  /** Closes idle connections; attempts under way end by themselves. */
  @Override
  public void close() {
    client.connectionPool().evictAll();
  }
}
