package chatwarp.adapters.http.evolution;

import java.nio.file.Path;
import java.util.Optional;

/** A request without files. */
record NoUploads() implements Uploads {
  @Override
  public Optional<Path> spooled(String text) {
    return Optional.empty();
  }

  @Override
  public Optional<Part> part() {
    return Optional.empty();
  }

  @Override
  public Path create() {
    throw new AssertionError("no file was expected");
  }
}
