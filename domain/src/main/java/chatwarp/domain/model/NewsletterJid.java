package chatwarp.domain.model;

/** A channel. */
public record NewsletterJid(String user) implements Jid {
  /** The part after the '@'. */
  public static final String SERVER = "newsletter";

  public NewsletterJid {
    JidText.requireUser(user, "channel id");
  }

  @Override
  public String server() {
    return SERVER;
  }

  @Override
  public NewsletterJid bare() {
    return this;
  }

  @Override
  public String toString() {
    return user + "@" + SERVER;
  }
}
