package chatwarp.domain.model;

/** A person, by phone number or by LID, without saying which of their devices. */
public record UserJid(String user, UserServer kind) implements Jid {

  public UserJid {
    JidText.requirePerson(user);
  }

  /** A phone number user; digits only, country code first. */
  public static UserJid phone(String digits) {
    return new UserJid(digits, UserServer.PHONE);
  }

  /** A LID user. */
  public static UserJid lid(String digits) {
    return new UserJid(digits, UserServer.LID);
  }

  public boolean isLid() {
    return kind.isLid();
  }

  /** The given device of this person; 0 is the phone. */
  public DeviceJid device(int device) {
    return new DeviceJid(this, device);
  }

  @Override
  public String server() {
    return kind.text();
  }

  @Override
  public UserJid bare() {
    return this;
  }

  @Override
  public String toString() {
    return user + "@" + kind.text();
  }
}
