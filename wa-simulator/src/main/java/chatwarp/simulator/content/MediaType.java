package chatwarp.simulator.content;

/** What a file is encrypted as and uploaded as (06 §1). */
public enum MediaType {
  IMAGE("WhatsApp Image Keys", "image"),
  VIDEO("WhatsApp Video Keys", "video"),
  AUDIO("WhatsApp Audio Keys", "audio"),
  DOCUMENT("WhatsApp Document Keys", "document"),
  STICKER("WhatsApp Image Keys", "image");

  private final String info;
  private final String path;

  MediaType(String info, String path) {
    this.info = info;
    this.path = path;
  }

  String info() {
    return info;
  }

  /** The part of the upload's path. */
  public String path() {
    return path;
  }
}
