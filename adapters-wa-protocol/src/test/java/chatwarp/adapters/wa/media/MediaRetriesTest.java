package chatwarp.adapters.wa.media;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chatwarp.adapters.wa.crypto.AesGcm;
import chatwarp.adapters.wa.node.Node;
import chatwarp.adapters.wa.proto.MediaRetryNotification;
import chatwarp.adapters.wa.proto.MediaRetryNotification.ResultType;
import chatwarp.adapters.wa.proto.ServerErrorReceipt;
import chatwarp.adapters.wa.stream.Connection;
import chatwarp.adapters.wa.stream.DeafListener;
import chatwarp.adapters.wa.stream.FakeLink;
import chatwarp.domain.content.MediaReference;
import chatwarp.domain.contract.ManualTime;
import chatwarp.domain.model.GroupJid;
import chatwarp.domain.model.Jid;
import chatwarp.domain.model.MessageId;
import chatwarp.domain.model.MessageKey;
import chatwarp.domain.model.Sha256;
import chatwarp.domain.model.UserJid;
import chatwarp.domain.port.SessionException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
class MediaRetriesTest {
  private static final UserJid OWN = UserJid.phone("5511999990001");
  private static final UserJid THEM = UserJid.phone("5511999990002");
  private static final MessageId ID = new MessageId("3EB0AABBCCDDEEFF001122");
  private static final byte[] ASSOCIATED = ID.value().getBytes(StandardCharsets.UTF_8);
  private static final MediaReference EXPIRED =
      new MediaReference(
          Optional.empty(),
          "/v/old",
          MediaVectorsTest.KEY,
          Sha256.of(new byte[32]),
          Sha256.of(new byte[32]),
          1,
          Instant.EPOCH);

  private final FakeLink link = new FakeLink();
  private final ManualTime time = new ManualTime();
  private final Connection connection =
      new Connection(
          link, new DeafListener(), Thread::startVirtualThread, time, time, new Random(2));
  private final MediaRetries retries = new MediaRetries(new Random(3));

  @AfterEach
  void close() {
    link.close();
  }

  private CompletableFuture<MediaReference> renewing(MessageKey key) {
    return CompletableFuture.supplyAsync(
        () -> retries.renew(connection, OWN, key, EXPIRED), Thread::startVirtualThread);
  }

  private static Node sealed(MediaRetryNotification answer) {
    byte[] iv = new byte[12];
    iv[0] = 9;
    byte[] plain = answer.toByteArray();
    byte[] sealed = new AesGcm(RetryKeys.key(MediaVectorsTest.KEY)).seal(iv, ASSOCIATED, plain);
    return Node.of("encrypt", Node.of("enc_p", sealed), Node.of("enc_iv", iv));
  }

  private static Node notification(Node child) {
    return Node.builder("notification")
        .attr("type", "mediaretry")
        .attr("id", ID.value())
        .attr("from", (Jid) THEM)
        .children(child)
        .build();
  }

  private static MediaRetryNotification result(ResultType type) {
    return MediaRetryNotification.newBuilder()
        .setStanzaId(ID.value())
        .setDirectPath("/v/new?a=1")
        .setResult(type)
        .build();
  }

  private static Throwable failure(CompletableFuture<?> future) {
    return assertThrows(ExecutionException.class, () -> future.get(10, TimeUnit.SECONDS))
        .getCause();
  }

  @Test
  void findsAFileAgainThatThePhoneUploaded() throws Exception {
    MessageKey key = MessageKey.of(THEM, false, ID);
    CompletableFuture<MediaReference> renewed = renewing(key);
    Node request = link.sent();
    assertTrue(request.is("receipt") && request.attrIs("type", "server-error"));
    assertEquals(Optional.of(OWN), request.attrJid("to"));
    Node where = request.requireChild("rmr");
    assertEquals(Optional.of(THEM), where.attrJid("jid"));
    assertTrue(where.attrIs("from_me", "false") && !where.has("participant"));
    Node sealed = request.requireChild("encrypt");
    byte[] plain =
        new AesGcm(RetryKeys.key(MediaVectorsTest.KEY))
            .open(
                sealed.requireChild("enc_iv").requireBytes(12),
                ASSOCIATED,
                sealed.requireChild("enc_p").requireBytes());
    assertEquals(ID.value(), ServerErrorReceipt.parseFrom(plain).getStanzaId());

    retries.answered(notification(sealed(result(ResultType.SUCCESS))));
    assertEquals(EXPIRED.movedTo("/v/new?a=1"), renewed.get(10, TimeUnit.SECONDS));
  }

  @Test
  void namesTheAuthorInAGroup() throws Exception {
    GroupJid group = (GroupJid) Jid.parse("120363000000000001@g.us");
    MessageKey key =
        new MessageKey(
            group,
            false,
            ID,
            Optional.of(THEM),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    CompletableFuture<MediaReference> renewed = renewing(key);
    assertEquals(Optional.of(THEM), link.sent().requireChild("rmr").attrJid("participant"));
    retries.answered(notification(Node.builder("error").attr("code", 2).build()));
    assertInstanceOf(SessionException.MediaGone.class, failure(renewed));
  }

  @ParameterizedTest
  @EnumSource(value = ResultType.class, names = "SUCCESS", mode = EnumSource.Mode.EXCLUDE)
  void saysWhyThePhoneDidNot(ResultType type) throws Exception {
    CompletableFuture<MediaReference> renewed = renewing(MessageKey.of(THEM, false, ID));
    link.sent();
    retries.answered(notification(sealed(result(type))));
    Class<? extends SessionException> expected =
        type == ResultType.NOT_FOUND
            ? SessionException.MediaGone.class
            : SessionException.MediaFailed.class;
    assertInstanceOf(expected, failure(renewed));
  }

  @Test
  void believesNoAnswerThatIsNotSealed() throws Exception {
    CompletableFuture<MediaReference> renewed = renewing(MessageKey.of(THEM, false, ID));
    link.sent();
    retries.answered(
        notification(
            Node.of("encrypt", Node.of("enc_p", new byte[40]), Node.of("enc_iv", new byte[12]))));
    assertInstanceOf(SessionException.MediaFailed.class, failure(renewed));
  }

  @Test
  void waitsForAPhoneOnlySoLong() {
    MediaRetries impatient = new MediaRetries(new Random(3), Duration.ofMillis(1));
    assertThrows(
        SessionException.TimedOut.class,
        () -> impatient.renew(connection, OWN, MessageKey.of(THEM, false, ID), EXPIRED));
    impatient.answered(notification(sealed(result(ResultType.SUCCESS))));
  }
}
