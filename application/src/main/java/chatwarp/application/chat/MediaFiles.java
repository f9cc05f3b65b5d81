package chatwarp.application.chat;

import chatwarp.application.instance.InstanceHandle;
import chatwarp.application.message.SourceFiles;
import chatwarp.domain.content.AudioContent;
import chatwarp.domain.content.InteractiveContent;
import chatwarp.domain.content.MediaContent;
import chatwarp.domain.content.MediaReference;
import chatwarp.domain.content.MessageContent;
import chatwarp.domain.content.MessageRecord;
import chatwarp.domain.content.ReadContent;
import chatwarp.domain.content.WireContent;
import chatwarp.domain.model.MessageKey;
import chatwarp.domain.port.ContentCodec;
import chatwarp.domain.port.ConversationRepository;
import chatwarp.domain.port.MediaSession;
import chatwarp.domain.port.MediaWorkshop;
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

  private static final String MP4_SOUND = "audio/mp4";

  private final ContentCodec contents;
  private final MovedFiles moved;
  private final MediaWorkshop workshop;
  private final Path spool;

  /**
   * @param spool where files are put for whoever asked
   */
  public MediaFiles(
      ContentCodec contents,
      ConversationRepository conversations,
      MediaWorkshop workshop,
      Path spool) {
    this.contents = contents;
    this.moved = new MovedFiles(contents, conversations);
    this.workshop = workshop;
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
      fetch(instance, key, content, file);
      long length = Files.size(file);
      requireSmall(length, limit);
      MediaFile found = new MediaFile(key, wire, content, file, (int) length, content.mimetype());
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

  static Optional<MediaContent> media(MessageContent content) {
    return switch (content) {
      case MediaContent media -> Optional.of(media);
      case InteractiveContent buttons -> buttons.header();
      default -> Optional.empty();
    };
  }

  private void fetch(InstanceHandle instance, MessageKey key, MediaContent content, Path file) {
    MediaSession hosts = instance.media();
    MediaReference named = content.media();
    if (present(hosts, content, named, file)) {
      return;
    }
    Optional<MovedFiles.Kept> kept = moved.find(instance, key.id(), named);
    Optional<MediaReference> elsewhere =
        kept.map(MovedFiles.Kept::file)
            .filter(known -> !known.directPath().equals(named.directPath()));
    if (elsewhere.isPresent() && present(hosts, content, elsewhere.get(), file)) {
      return;
    }
    MediaReference renewed = hosts.renew(kept.map(MovedFiles.Kept::key).orElse(key), named);
    hosts.download(content.kind(), renewed, file);
    kept.ifPresent(message -> moved.keep(instance, message, renewed));
  }

  private static boolean present(
      MediaSession hosts, MediaContent content, MediaReference place, Path file) {
    try {
      hosts.download(content.kind(), place, file);
      return true;
    } catch (SessionException.MediaGone e) {
      LOG.debug("a file has expired", e);
      return false;
    }
  }

  /**
   * A sound as MP4, and all else as it is. The file given is deleted when it is not the one that
   * comes back.
   *
   * @throws chatwarp.domain.port.MediaException when it cannot be made so
   */
  MediaFile mp4Sound(MediaFile given) {
    if (!(given.content() instanceof AudioContent)) {
      return given;
    }
    Path made = given.file();
    boolean complete = false;
    try {
      made = workshop.mp4Sound(given.file());
      MediaFile mp4 =
          new MediaFile(
              given.message(),
              given.wire(),
              given.content(),
              made,
              Math.toIntExact(Files.size(made)),
              MP4_SOUND);
      complete = true;
      return mp4;
    } catch (IOException e) {
      throw new ChatException.SpoolFailed(e);
    } finally {
      if (!complete) {
        SourceFiles.discard(made);
      }
      if (!made.equals(given.file())) {
        SourceFiles.discard(given.file());
      }
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
