package chatwarp.adapters.wa.message;

import chatwarp.adapters.wa.contact.TrustedContacts;
import chatwarp.adapters.wa.device.LidMap;
import chatwarp.adapters.wa.device.Step;
import chatwarp.adapters.wa.proto.Conversation;
import chatwarp.adapters.wa.proto.HistorySync;
import chatwarp.adapters.wa.proto.HistorySyncNotification;
import chatwarp.domain.model.InvalidValueException;
import chatwarp.domain.model.Jid;
import chatwarp.domain.model.UserJid;
import chatwarp.domain.port.StateKey;
import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.InflaterInputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The trusted contact tokens in the history that our phone hands over (08 §8): with them a new
 * device may go on with the conversations of the others.
 */
final class HistoryTokens {
  private static final Logger LOG = LoggerFactory.getLogger(HistoryTokens.class);
  private static final int MAX_INFLATED = 16 << 20;

  private HistoryTokens() {}

  /** Takes those of a chunk that came with its announcement. */
  static void learn(Step step, HistorySyncNotification said, TrustedContacts trusted) {
    if (said.hasInitialHistBootstrapInlinePayload()) {
      try (InputStream packed = said.getInitialHistBootstrapInlinePayload().newInput();
          InflaterInputStream chunk = new InflaterInputStream(packed)) {
        byte[] inflated = chunk.readNBytes(MAX_INFLATED + 1);
        if (inflated.length > MAX_INFLATED) {
          LOG.warn("a piece of history inflates to over {} bytes", MAX_INFLATED);
        } else {
          learn(step, HistorySync.parseFrom(inflated), trusted);
        }
      } catch (InvalidProtocolBufferException e) {
        LOG.warn("a piece of history is no protobuf: {}", e.getMessage());
      } catch (IOException e) {
        LOG.warn("a piece of history is damaged: {}", e.getMessage());
      }
    }
  }

  /** Takes those of a chunk. */
  static void learn(Step step, HistorySync chunk, TrustedContacts trusted) {
    Map<UserJid, Conversation> people = new LinkedHashMap<>();
    List<StateKey> keys = new ArrayList<>();
    for (Conversation conversation : chunk.getConversationsList()) {
      if (!conversation.getTcToken().isEmpty()) {
        person(conversation.getId())
            .ifPresent(person -> {
              people.put(person, conversation);
              keys.addAll(LidMap.keys(person));
            });
      }
    }
    step.want(keys);
    people.forEach((person, conversation) ->
        trusted.learn(
            step,
            person,
            conversation.getTcToken().toByteArray(),
            conversation.getTcTokenTimestamp(),
            conversation.getTcTokenSenderTimestamp()));
  }

  private static Optional<UserJid> person(String id) {
    try {
      return Jid.parse(id).bare() instanceof UserJid person
          ? Optional.of(person)
          : Optional.empty();
    } catch (InvalidValueException e) {
      LOG.warn("a conversation in the history has no address: {}", e.getMessage());
      return Optional.empty();
    }
  }
}
