package chatwarp.domain.port;

import chatwarp.domain.model.WebhookConfig;

/** Where events go. */
public sealed interface EventTarget {
  TargetId id();

  /** A user's HTTP endpoint. */
  record Webhook(TargetId id, WebhookConfig config) implements EventTarget {}
}
