package chatwarp.domain.model;

/** A group or community. */
public record GroupJid(String user) implements Jid {
  /** The part after the '@'. */
  public static final String SERVER = "g.us";

  public GroupJid {
    JidText.requireUser(user, "group id");
  }

  @Override
  public String server() {
    return SERVER;
  }

  @Override
  public GroupJid bare() {
    return this;
  }

  @Override
  public String toString() {
    return user + "@" + SERVER;
  }
}
