package chatwarp.adapters.http.evolution;

import chatwarp.adapters.http.evolution.schema.InvalidBodyException;
import chatwarp.application.message.Quoted;
import chatwarp.application.message.Recipient;
import chatwarp.application.message.SendOptions;
import chatwarp.application.message.SendRequest;
import chatwarp.domain.content.TextContent;
import chatwarp.domain.content.WireContent;
import chatwarp.domain.model.GroupJid;
import chatwarp.domain.model.IdempotencyKey;
import chatwarp.domain.model.InvalidValueException;
import chatwarp.domain.model.MessageId;
import chatwarp.domain.model.MessageKey;
import chatwarp.domain.model.Secret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Bodies of the send operations become requests of the application. Any thread may call. */
public final class SendBodies {
  /** Members that may hold a file in base64. */
  private static final Set<String> FILES =
      Set.of("media", "audio", "video", "sticker", "content", "thumbnailUrl");

  private final Duration longestDelay;
  private final Function<String, WireContent> contents;
  private final MessageDigest sha256;

  /**
   * @param longestDelay what a longer {@code delay} is cut to
   * @param contents a content from its JSON with WhatsApp's field names
   */
  public SendBodies(Duration longestDelay, Function<String, WireContent> contents) {
    this.longestDelay = longestDelay;
    this.contents = contents;
    try {
      this.sha256 = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /**
   * Reads a body.
   *
   * @throws InvalidBodyException when it breaks the operation's schema
   * @throws RefusedBodyException when it keeps to the schema and still cannot be done
   * @throws InvalidValueException when a value is refused
   */
  public SendRequest read(
      SendKind kind, JsonNode body, Uploads uploads, Optional<IdempotencyKey> key) {
    ObjectNode flat = flatten(body);
    mediatype(kind, body, flat);
    flat.properties().forEach(member -> requireShort(member.getKey(), member.getValue(), uploads));
    // Before anything reads it: a repeat may use another spelling, but must say the same.
    Secret digest = digest(kind.text(), flat, uploads);
    Said said = said(kind, flat, uploads);
    SendOptions options =
        new SendOptions(
            quoted(flat.path("quoted")),
            mentioned(flat, said.recipient()),
            said.recipient() instanceof Recipient.Address(GroupJid _)
                && Json.flag(flat, "mentionsEveryOne"),
            kind == SendKind.TEXT && flat.path("linkPreview").booleanValue(true),
            delay(flat),
            said.audience());
    return new SendRequest(
        said.recipient(),
        said.content(),
        options,
        Json.text(flat, "messageId").map(MessageId::new),
        key,
        digest);
  }

  /**
   * A text for each of several numbers, of one request. Under the caller's key each has a key of
   * its own, so that a repeat sends what is missing only; all have the digest of the whole request.
   *
   * @param request what the caller said
   * @throws chatwarp.application.message.SendException.NotOnWhatsApp when a number has no digit
   */
  public List<SendRequest> texts(
      ObjectNode request,
      List<String> numbers,
      String text,
      Uploads uploads,
      Optional<IdempotencyKey> key) {
    Secret whole = digest("texts", request, uploads);
    List<SendRequest> requests = new ArrayList<>();
    for (String number : numbers) {
      ObjectNode body = Json.object().put("number", number).put("text", text);
      int nth = requests.size();
      SendRequest one = read(SendKind.TEXT, body, uploads, key.map(caller -> part(caller, nth)));
      requests.add(
          new SendRequest(
              one.recipient(), one.content(), one.options(), one.id(), one.key(), whole));
    }
    return requests;
  }

  /** No header can hold its first character, so no caller's key looks like one of these. */
  private IdempotencyKey part(IdempotencyKey whole, int nth) {
    byte[] name = fresh().digest(whole.value().getBytes(StandardCharsets.UTF_8));
    return new IdempotencyKey("\u001Fpart:" + nth + ":" + HexFormat.of().formatHex(name));
  }

  private static Said said(SendKind kind, ObjectNode flat, Uploads uploads) {
    return switch (kind) {
      case TEXT -> text(flat);
      case MEDIA -> MediaBodies.media(flat, uploads);
      case PTV -> MediaBodies.ptv(flat, uploads);
      case AUDIO -> MediaBodies.audio(flat, uploads);
      case STICKER -> MediaBodies.sticker(flat, uploads);
      case ALBUM -> MediaBodies.album(flat, uploads);
      case STATUS -> StatusBody.read(flat, uploads);
      case LOCATION -> PlaceBodies.location(flat);
      case LIVE_LOCATION -> PlaceBodies.liveLocation(flat);
      case EVENT -> PlaceBodies.event(flat);
      case EVENT_REPLY -> PlaceBodies.eventReply(flat);
      case CONTACT -> ContactBody.read(flat);
      case POLL -> ChoiceBodies.poll(flat);
      case POLL_VOTE -> ChoiceBodies.vote(flat);
      case LIST -> ChoiceBodies.list(flat);
      case BUTTONS -> ButtonsBody.read(flat, uploads);
      case TEMPLATE -> TemplateBody.read(flat);
      case REACTION -> ChangeBodies.reaction(flat);
      case EDIT -> ChangeBodies.edit(flat);
      case DELETE -> ChangeBodies.delete(flat);
      case PIN -> ChangeBodies.pin(flat);
      case KEEP -> ChangeBodies.keep(flat);
      case FORWARD -> ChangeBodies.forward(flat);
      case DISAPPEARING -> ChangeBodies.disappearing(flat);
      case GROUP_INVITE -> ChangeBodies.invite(flat);
    };
  }

  private static Said text(ObjectNode flat) {
    SendSchemas.TEXT.require(flat);
    return Said.to(Members.recipient(flat), TextContent.of(flat.path("text").stringValue()));
  }

  /** The seed says with its type what Evolution says with a member. */
  private static void mediatype(SendKind kind, JsonNode body, ObjectNode flat) {
    String type = SendKind.type(body);
    boolean says = !type.isEmpty() && !type.equals("media");
    if (kind == SendKind.MEDIA && says && !flat.has("mediatype")) {
      flat.put("mediatype", type.equals("gif") ? "video" : type);
      flat.put("gifPlayback", type.equals("gif"));
    }
    if (kind == SendKind.CONTACT && flat.has("contacts") && !flat.has("contact")) {
      flat.set("contact", flat.path("contacts"));
    }
  }

  /** Only files may be long. */
  private static void requireShort(String name, JsonNode value, Uploads uploads) {
    if (value.isString() && !FILES.contains(name)) {
      if (uploads.spooled(value.stringValue()).isPresent()) {
        throw new InvalidValueException(name, "is too long");
      }
    } else if (value.isObject()) {
      value.properties().forEach(m -> requireShort(m.getKey(), m.getValue(), uploads));
    } else if (value.isArray()) {
      value.forEach(item -> requireShort(name, item, uploads));
    }
  }

  private static ObjectNode flatten(JsonNode body) {
    if (!(body instanceof ObjectNode object)) {
      throw new InvalidBodyException(List.of("instance is not of a type(s) object"));
    }
    return LegacyShapes.flatten(object);
  }

  /** The message as given when its content is there, else the kept one of that id. */
  private Optional<Quoted> quoted(JsonNode quoted) {
    Optional<String> id = Json.text(quoted.path("key"), "id");
    JsonNode message = quoted.path("message");
    if (id.isEmpty()) {
      return Optional.empty();
    }
    Optional<MessageKey> key =
        Json.text(quoted.path("key"), "remoteJid")
            .map(_ -> Members.key("quoted.key.", quoted.path("key")));
    return Optional.of(
        key.isPresent() && message.isObject() && !message.isEmpty()
            ? new Quoted.Given(key.get(), contents.apply(WireBytes.normal(message).toString()))
            : new Quoted.Kept(new MessageId(id.get())));
  }

  /** Only groups have people to mention; a group that is named is left out when it is sent. */
  private static List<Recipient> mentioned(ObjectNode flat, Recipient recipient) {
    if (!(recipient instanceof Recipient.Address(GroupJid _))) {
      return List.of();
    }
    List<Recipient> people = new ArrayList<>();
    int index = 0;
    for (JsonNode item : flat.path("mentioned")) {
      people.add(NumberText.named("mentioned[" + index++ + "]", item.stringValue()));
    }
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
  private Secret digest(String operation, ObjectNode flat, Uploads uploads) {
    MessageDigest digest = fresh();
    digest.update((byte) operation.length());
    digest.update(operation.getBytes(StandardCharsets.UTF_8));
    uploads
        .part()
        .ifPresent(part -> digest.update(part.digest().getBytes(StandardCharsets.US_ASCII)));
    return Secret.copyOf(digest.digest(Json.canonical(flat)));
  }

  private MessageDigest fresh() {
    try {
      return (MessageDigest) sha256.clone();
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("the JDK's SHA-256 can be cloned", e);
    }
  }
}
