package chatwarp.domain.model;

/** A server itself: an address with an empty user. */
public record ServerJid(String server) implements Jid {
  /** Where requests that are not about anybody go. */
  public static final ServerJid WHATSAPP = new ServerJid(UserServer.PHONE.text());

  public ServerJid {
    JidText.requireUser(server, "server");
  }

  @Override
  public String user() {
    return "";
  }

  @Override
  public ServerJid bare() {
    return this;
  }

  @Override
  public String toString() {
    return "@" + server;
  }
}
