package chatwarp.adapters.wa.media;

import chatwarp.adapters.wa.node.NodeException;
import chatwarp.adapters.wa.stream.Connection;
import chatwarp.adapters.wa.transport.SocketDialer;
import chatwarp.domain.content.MediaKind;
import chatwarp.domain.content.MediaReference;
import chatwarp.domain.model.MessageKey;
import chatwarp.domain.model.Secret;
import chatwarp.domain.model.UserJid;
import chatwarp.domain.port.MediaSession;
import chatwarp.domain.port.SessionException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** The media hosts as one account sees them. Any thread may call; calls block. */
public final class WaMedia implements MediaSession {
  private static final int KEY_LENGTH = 32;

  private final Link link;
  private final RandomGenerator random;
  private final InstantSource clock;
  private final MediaRetries retries;
  private final Path spool;
  private final Supplier<Transfers> making;
  private @Nullable Transfers transfers;

  /**
   * What an account has of the session: both fail while messages do not flow.
   *
   * @param connection the open one
   * @param own our phone number's address
   */
  public record Link(Supplier<Connection> connection, Supplier<UserJid> own) {}

  /**
   * Dials nobody yet; costs little before the first transfer.
   *
   * @param dialer goes through the session's proxy
   * @param random a secure generator
   * @param clock the server's time
   * @param spool the folder of files on their way
   */
  public WaMedia(
      Link link,
      MediaHttp http,
      SocketDialer dialer,
      RandomGenerator random,
      InstantSource clock,
      MediaRetries retries,
      Path spool,
      Pause pause) {
    this.link = link;
    this.random = random;
    this.clock = clock;
    this.retries = retries;
    this.spool = spool;
    this.making =
        () -> new Transfers(http.over(dialer), new MediaHosts(link.connection(), clock), pause);
  }

  private synchronized Transfers transfers() {
    Transfers made = transfers;
    if (made == null) {
      made = making.get();
      transfers = made;
    }
    return made;
  }

  @Override
  public MediaReference upload(MediaKind kind, Path file) {
    MediaType type = MediaType.of(kind);
    byte[] key = new byte[KEY_LENGTH];
    random.nextBytes(key);
    Secret mediaKey = Secret.copyOf(key);
    Instant made = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    Path blob = spoolFile();
    try {
      MediaEncryption.Result sealed = encrypt(MediaKeys.derive(mediaKey, type), type, file, blob);
      UploadAnswer answer = transfers().upload(type, blob, sealed.encryptedSha256());
      return new MediaReference(
          answer.url(),
          answer.directPath(),
          mediaKey,
          sealed.sha256(),
          sealed.encryptedSha256(),
          sealed.length(),
          made,
          sealed.sidecar());
    } finally {
      Transfers.delete(blob);
    }
  }

  private Path spoolFile() {
    try {
      return Files.createTempFile(spool, "upload-", ".enc");
    } catch (IOException e) {
      throw new SessionException.MediaFailed("no file can be written", e);
    }
  }

  private static MediaEncryption.Result encrypt(
      MediaKeys keys, MediaType type, Path file, Path blob) {
    try (InputStream in = Files.newInputStream(file);
        OutputStream out = new BufferedOutputStream(Files.newOutputStream(blob))) {
      return MediaEncryption.run(keys, type, in, out);
    } catch (IOException e) {
      throw new SessionException.MediaFailed("the file cannot be encrypted", e);
    }
  }

  @Override
  public void download(MediaKind kind, MediaReference reference, Path target) {
    transfers().download(MediaType.of(kind), reference, target);
  }

  @Override
  public MediaReference renew(MessageKey message, MediaReference expired) {
    try {
      return retries.renew(link.connection().get(), link.own().get(), message, expired);
    } catch (NodeException e) {
      throw new SessionException.Malformed("the phone's answer cannot be read", e);
    }
  }
}
