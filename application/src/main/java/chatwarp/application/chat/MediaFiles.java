package chatwarp.application.chat;

import chatwarp.application.instance.InstanceHandle;
import chatwarp.application.message.SourceFiles;
import chatwarp.domain.content.InteractiveContent;
import chatwarp.domain.content.MediaContent;
import chatwarp.domain.content.MediaReference;
import chatwarp.domain.content.MessageContent;
import chatwarp.domain.content.MessageRecord;
import chatwarp.domain.content.ReadContent;
import chatwarp.domain.content.WireContent;
import chatwarp.domain.model.MessageKey;
import chatwarp.domain.port.ContentCodec;
import chatwarp.domain.port.MediaSession;
import chatwarp.domain.port.SessionException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The files of messages. Any thread may call; blocks. */
public final class MediaFiles {
  private static final Logger LOG = LoggerFactory.getLogger(MediaFiles.class);

  private final ContentCodec contents;
  private final Path spool;

  /**
   * @param spool where files are put for whoever asked
   */
  public MediaFiles(ContentCodec contents, Path spool) {
    this.contents = contents;
    this.spool = spool;
  }

  /**
   * Downloads a message's file; its sender is asked for it again when it has expired.
   *
   * @param limit a larger one is refused, before it is downloaded when its message tells how large
   * @throws ChatException.NotMedia when there is none
   * @throws ChatException.FileTooLarge when it is larger
   * @throws SessionException when it cannot be had
   */
  MediaFile download(InstanceHandle instance, MessageKey key, WireContent wire, int limit) {
    MediaContent content = media(wire, key).orElseThrow(ChatException.NotMedia::new);
    requireSmall(content.media().length(), limit);
    Path file = newFile();
    boolean complete = false;
    try {
      fetch(instance.media(), key, content, file);
      long length = Files.size(file);
      requireSmall(length, limit);
      MediaFile found = new MediaFile(key, wire, content, file, (int) length);
      complete = true;
      return found;
    } catch (IOException e) {
      throw new ChatException.SpoolFailed(e);
    } finally {
      if (!complete) {
        SourceFiles.discard(file);
      }
    }
  }

  /** Whether a message is a file, with nothing around it. */
  boolean isMedia(MessageRecord message) {
    return contents
        .read(message.content(), message.key().chat())
        .filter(read -> read.content() instanceof MediaContent)
        .isPresent();
  }

  private Optional<MediaContent> media(WireContent wire, MessageKey key) {
    return contents.read(wire, key.chat()).map(ReadContent::content).flatMap(MediaFiles::media);
  }

  private static void requireSmall(long length, int limit) {
    if (length > limit) {
      throw new ChatException.FileTooLarge(limit);
    }
  }

  private static Optional<MediaContent> media(MessageContent content) {
    return switch (content) {
      case MediaContent media -> Optional.of(media);
      case InteractiveContent buttons -> buttons.header();
      default -> Optional.empty();
    };
  }

  private static void fetch(MediaSession hosts, MessageKey key, MediaContent content, Path file) {
    try {
      hosts.download(content.kind(), content.media(), file);
    } catch (SessionException.MediaGone e) {
      LOG.debug("a file has expired and is asked for again", e);
      MediaReference renewed = hosts.renew(key, content.media());
      hosts.download(content.kind(), renewed, file);
    }
  }

  private Path newFile() {
    try {
      return Files.createTempFile(spool, "media-", ".part");
    } catch (IOException e) {
      throw new ChatException.SpoolFailed(e);
    }
  }
}
