package chatwarp.domain.model;

/** A broadcast list, or the status feed. */
public record BroadcastJid(String user) implements Jid {
  /** The part after the '@'. */
  public static final String SERVER = "broadcast";

  /** Where status updates are posted. */
  public static final BroadcastJid STATUS = new BroadcastJid("status");

  public BroadcastJid {
    JidText.requireUser(user, "list id");
  }

  @Override
  public String server() {
    return SERVER;
  }

  @Override
  public BroadcastJid bare() {
    return this;
  }

  @Override
  public String toString() {
    return user + "@" + SERVER;
  }
}
