package chatwarp.application.chat;

import chatwarp.application.instance.InstanceHandle;
import chatwarp.domain.content.MediaContent;
import chatwarp.domain.content.MediaReference;
import chatwarp.domain.content.ReadContent;
import chatwarp.domain.model.InvalidValueException;
import chatwarp.domain.model.MessageId;
import chatwarp.domain.model.MessageKey;
import chatwarp.domain.port.ContentCodec;
import chatwarp.domain.port.ConversationRepository;
import chatwarp.domain.port.MessageFilter;
import chatwarp.domain.port.StoreException;
import chatwarp.domain.port.StoredMessage;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where files are that had expired and were uploaded again: kept in the message that they came
 * with, so that no phone is asked twice. Any thread may call; blocks.
 */
final class MovedFiles {
  private static final Logger LOG = LoggerFactory.getLogger(MovedFiles.class);

  /** One id is rarely used twice. */
  private static final int SAME_ID = 10;

  /** A kept message and the file that was looked for. */
  record Kept(StoredMessage stored, MediaReference file) {
    MessageKey key() {
      return stored.message().key();
    }
  }

  private final ContentCodec contents;
  private final ConversationRepository conversations;

  MovedFiles(ContentCodec contents, ConversationRepository conversations) {
    this.contents = contents;
    this.conversations = conversations;
  }

  /** The message as it is kept now; what the caller holds may be older, and name the chat wrong. */
  Optional<Kept> find(InstanceHandle instance, MessageId id, MediaReference file) {
    MessageFilter all = MessageFilter.ALL;
    MessageFilter named =
        new MessageFilter(
            List.of(id),
            all.chats(),
            all.fromMe(),
            all.participant(),
            all.types(),
            all.client(),
            all.from(),
            all.to());
    try {
      return conversations.messages(instance.id(), named, 1, SAME_ID).messages().stream()
          .flatMap(stored -> kept(stored, file).stream())
          .findFirst();
    } catch (StoreException e) {
      LOG.debug("the message of an expired file is not looked up", e);
      return Optional.empty();
    }
  }

  private Optional<Kept> kept(StoredMessage stored, MediaReference file) {
    return contents
        .read(stored.message().content(), stored.message().key().chat())
        .map(ReadContent::content)
        .flatMap(MediaFiles::media)
        .map(MediaContent::media)
        .filter(kept -> kept.encryptedSha256().equals(file.encryptedSha256()))
        .map(kept -> new Kept(stored, kept));
  }

  /** Keeps the new place. Who asked has the file already, so nothing fails here. */
  void keep(InstanceHandle instance, Kept kept, MediaReference moved) {
    try {
      instance.moveFile(
          kept.key(),
          contents.moved(kept.stored().message().content(), moved),
          kept.stored().edited());
    } catch (StoreException | InvalidValueException e) {
      LOG.warn("where the file of message {} is now is not kept", kept.key().id(), e);
    }
  }
}
