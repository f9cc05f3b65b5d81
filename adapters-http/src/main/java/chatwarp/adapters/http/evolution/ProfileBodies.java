package chatwarp.adapters.http.evolution;

import chatwarp.adapters.http.evolution.schema.Rules;
import chatwarp.adapters.http.evolution.schema.Schema;
import chatwarp.application.message.MediaSource;
import tools.jackson.databind.JsonNode;

/** Bodies of the profile operations (evolution-v2 §8.4). */
public final class ProfileBodies {
  private static final String NO_PICTURE = "Profile picture must be a url or base64";

  private static final Schema PICTURE = Schema.object().optional("picture", Rules.string());

  private ProfileBodies() {}

  /** A picture as URL, base64 or upload. Not naming any is no way to remove the one there is. */
  public static MediaSource picture(JsonNode body, Uploads uploads) {
    PICTURE.require(body);
    return new MediaText(uploads, NO_PICTURE).source(Members.text(body, "picture"));
  }
}
