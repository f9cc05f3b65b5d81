package chatwarp.adapters.http.route;

import chatwarp.application.message.MediaSource;
import chatwarp.application.profile.Profiles;
import chatwarp.domain.model.InstanceName;
import chatwarp.domain.port.MediaException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Profiles that remember what was asked of them; a file is a picture unless it begins with 'x'. */
final class InMemoryProfiles implements Profiles {
  /** What was asked, one line each. */
  final List<String> log = new CopyOnWriteArrayList<>();

  Optional<RuntimeException> failure = Optional.empty();

  @Override
  public void picture(InstanceName instance, Optional<MediaSource> picture) {
    failure.ifPresent(thrown -> {
      throw thrown;
    });
    log.add(instance + " " + picture.map(InMemoryProfiles::seen).orElse("none"));
  }

  private static String seen(MediaSource source) {
    return switch (source) {
      case MediaSource.Remote remote -> remote.url().toString();
      case MediaSource.Spooled spooled -> text(spooled);
    };
  }

  private static String text(MediaSource.Spooled spooled) {
    try {
      String text = Files.readString(spooled.file(), StandardCharsets.ISO_8859_1);
      if (text.startsWith("x")) {
        throw new MediaException("this is no picture");
      }
      return text;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
