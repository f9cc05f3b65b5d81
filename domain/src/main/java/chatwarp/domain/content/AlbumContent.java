package chatwarp.domain.content;

import chatwarp.domain.model.InvalidValueException;

/** Announces pictures and videos that belong together; they follow as messages of their own. */
public record AlbumContent(int images, int videos) implements MessageContent {
  public AlbumContent {
    if (images < 0 || videos < 0 || images + videos < 2) {
      throw new InvalidValueException("album", "must have at least two items");
    }
  }
}
