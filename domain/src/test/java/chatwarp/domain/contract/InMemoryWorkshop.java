package chatwarp.domain.contract;

import chatwarp.domain.content.MediaKind;
import chatwarp.domain.content.Thumbnail;
import chatwarp.domain.model.Dimensions;
import chatwarp.domain.port.MediaException;
import chatwarp.domain.port.MediaWorkshop;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Takes files as they are: it looks into none, and what it cannot know it does not say. A picture
 * is its own thumbnail and one pixel large; an empty file is nothing.
 */
public final class InMemoryWorkshop implements MediaWorkshop {
  @Override
  public Prepared prepare(Order order) {
    byte[] bytes = bytes(order.file());
    boolean picture = order.kind() == MediaKind.IMAGE || order.kind() == MediaKind.LINK_THUMBNAIL;
    return new Prepared(
        order.kind(),
        order.file(),
        bytes.length,
        order.mimetype().orElse("application/octet-stream"),
        picture ? Optional.of(new Dimensions(1, 1)) : Optional.empty(),
        Optional.empty(),
        picture ? Optional.of(Thumbnail.of(bytes)) : Optional.empty(),
        Optional.empty(),
        false,
        OptionalInt.empty());
  }

  @Override
  public Path mp4Sound(Path file) {
    String made = "mp4 of " + bytes(file).length;
    try {
      return Files.write(
          Files.createTempFile(file.toAbsolutePath().getParent(), "made-", ".m4a"),
          made.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new MediaException("the file cannot be written", e);
    }
  }

  @Override
  public byte[] profilePicture(Path file) {
    return bytes(file);
  }

  private static byte[] bytes(Path file) {
    try {
      byte[] bytes = Files.readAllBytes(file);
      if (bytes.length == 0) {
        throw new MediaException("the file is empty");
      }
      return bytes;
    } catch (IOException e) {
      throw new MediaException("the file cannot be read", e);
    }
  }
}
