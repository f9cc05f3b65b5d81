package chatwarp.bootstrap.wiring;

import chatwarp.adapters.events.webhook.WebhookOptions;
import chatwarp.application.ApplicationSettings;
import chatwarp.application.event.DeliverySettings;
import chatwarp.application.event.RetryPolicy;
import chatwarp.application.instance.ConnectionSettings;
import chatwarp.application.message.SendSettings;
import chatwarp.bootstrap.config.Configuration;
import chatwarp.domain.model.EventKind;
import chatwarp.domain.model.NodeId;
import chatwarp.domain.model.WebhookConfig;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Translates the configuration into what each module takes. */
final class Settings {
  private Settings() {}

  static ApplicationSettings application(Configuration configuration, NodeId node) {
    ApplicationSettings defaults = ApplicationSettings.of(node);
    return new ApplicationSettings(
        connections(configuration, defaults.connections()),
        sending(configuration, defaults.sending()),
        delivery(configuration.webhooks(), defaults.delivery()),
        defaults.remembered());
  }

  private static ConnectionSettings connections(
      Configuration configuration, ConnectionSettings defaults) {
    return new ConnectionSettings(
        defaults.node(),
        configuration.whatsapp().clientName(),
        configuration.whatsapp().browser(),
        configuration.pairing().qrWait(),
        configuration.pairing().qrLimit(),
        defaults.startsPerSecond(),
        defaults.stopWait(),
        defaults.heartbeat());
  }

  private static SendSettings sending(Configuration configuration, SendSettings defaults) {
    return new SendSettings(
        configuration.pairing().ackWait(),
        defaults.typingLimit(),
        defaults.keepRegistered(),
        defaults.keepUnregistered(),
        defaults.rememberedNumbers(),
        configuration.media().maxBytes());
  }

  private static DeliverySettings delivery(
      Configuration.Webhooks webhooks, DeliverySettings defaults) {
    RetryPolicy retry =
        new RetryPolicy(
            webhooks.maxAttempts(),
            webhooks.initialDelay(),
            webhooks.exponentialBackoff() ? 2 : 1,
            webhooks.maxDelay(),
            webhooks.jitter());
    return new DeliverySettings(
        retry, globalWebhook(webhooks), defaults.batch(), defaults.keep(), defaults.stopWait());
  }

  private static Optional<WebhookConfig> globalWebhook(Configuration.Webhooks webhooks) {
    Set<EventKind> events =
        webhooks.globalEvents().stream()
            .flatMap(name -> EventKind.ofName(name).stream())
            .collect(Collectors.toUnmodifiableSet());
    return webhooks
        .globalUrl()
        .map(url ->
            new WebhookConfig(true, url, webhooks.globalByEvents(), false, Map.of(), events));
  }

  static WebhookOptions webhook(Configuration.Webhooks webhooks) {
    return new WebhookOptions(webhooks.requestTimeout(), Set.copyOf(webhooks.finalStatuses()));
  }
}
