package chatwarp.adapters.http.evolution;

import chatwarp.adapters.http.evolution.schema.InvalidBodyException;
import chatwarp.application.message.Recipient;
import chatwarp.application.message.SendRequest;
import chatwarp.domain.content.MessageContent;
import chatwarp.domain.content.TextContent;
import chatwarp.domain.model.GroupJid;
import chatwarp.domain.model.IdempotencyKey;
import chatwarp.domain.model.InvalidValueException;
import chatwarp.domain.model.MessageId;
import chatwarp.domain.model.Secret;
import chatwarp.domain.model.UserJid;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Bodies of the send operations become requests of the application. Any thread may call. */
public final class SendBodies {
  private final Duration longestDelay;
  private final MessageDigest sha256;

  /**
   * @param longestDelay what a longer {@code delay} is cut to
   */
  public SendBodies(Duration longestDelay) {
    this.longestDelay = longestDelay;
    try {
      this.sha256 = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /**
   * Reads the body of {@code sendText}.
   *
   * @throws chatwarp.adapters.http.evolution.schema.InvalidBodyException when it breaks the schema
   * @throws InvalidValueException when a value is refused
   */
  public SendRequest text(JsonNode body, Optional<IdempotencyKey> key) {
    ObjectNode flat = flatten(body);
    SendSchemas.TEXT.require(flat);
    Recipient recipient = NumberText.recipient(flat.path("number").stringValue());
    TextContent content =
        new TextContent(
            flat.path("text").stringValue(), Optional.empty(), mentioned(flat, recipient));
    return request("text", flat, recipient, content, key);
  }

  private static ObjectNode flatten(JsonNode body) {
    if (!(body instanceof ObjectNode object)) {
      throw new InvalidBodyException(List.of("instance is not of a type(s) object"));
    }
    return LegacyShapes.flatten(object);
  }

  private SendRequest request(
      String operation,
      ObjectNode flat,
      Recipient recipient,
      MessageContent content,
      Optional<IdempotencyKey> key) {
    return new SendRequest(
        recipient,
        content,
        Json.text(flat.path("quoted").path("key"), "id").map(MessageId::new),
        delay(flat),
        Json.text(flat, "messageId").map(MessageId::new),
        key,
        digest(operation, flat));
  }

  /** Only groups have people to mention; whoever is not a person is left out. */
  private static List<UserJid> mentioned(ObjectNode flat, Recipient recipient) {
    if (!(recipient instanceof Recipient.Address(GroupJid _))) {
      return List.of();
    }
    List<UserJid> people = new ArrayList<>();
    flat.path("mentioned")
        .forEach(item -> NumberText.person(item.stringValue()).ifPresent(people::add));
    return people;
  }

  private Optional<Duration> delay(ObjectNode flat) {
    double millis = flat.path("delay").doubleValue(0);
    return millis <= 0
        ? Optional.empty()
        : Optional.of(
            millis >= longestDelay.toMillis() ? longestDelay : Duration.ofMillis((long) millis));
  }

  /** Over the body in today's spelling, so that a repeat may use another one. */
  private Secret digest(String operation, ObjectNode flat) {
    try {
      MessageDigest digest = (MessageDigest) sha256.clone();
      digest.update((byte) operation.length());
      digest.update(operation.getBytes(StandardCharsets.UTF_8));
      return Secret.copyOf(digest.digest(Json.canonical(flat)));
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("the JDK's SHA-256 can be cloned", e);
    }
  }
}
