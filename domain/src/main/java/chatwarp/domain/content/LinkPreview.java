package chatwarp.domain.content;

import chatwarp.domain.model.Dimensions;
import java.util.Optional;

/**
 * What a link in a text looks like.
 *
 * @param matchedText the link exactly as it stands in the text
 * @param image a larger picture, on the media hosts
 * @param imageSize of that picture
 */
public record LinkPreview(
    String matchedText,
    String title,
    Optional<String> description,
    Optional<Thumbnail> thumbnail,
    Optional<MediaReference> image,
    Optional<Dimensions> imageSize) {}
