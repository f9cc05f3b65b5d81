package chatwarp.domain.model;

/**
 * An address on any other server (call, bot, msgr, interop, or one not known yet). The list of
 * servers is open, so an unknown one is kept as it came.
 *
 * @param device 0..65535, 0 when there is none
 * @param integrator 0..65535, only on the interop server
 */
public record OtherJid(String user, String server, int device, int integrator) implements Jid {

  public OtherJid {
    JidText.requireUser(user, "user");
    JidText.requireUser(server, "server");
    if (device < 0 || device > 0xFFFF || integrator < 0 || integrator > 0xFFFF) {
      throw new InvalidValueException("jid", "has a device or integrator outside 0..65535");
    }
  }

  @Override
  public OtherJid bare() {
    return new OtherJid(user, server, 0, integrator);
  }

  @Override
  public String toString() {
    return (integrator == 0 ? "" : integrator + "-")
        + user
        + (device == 0 ? "" : ":" + device)
        + "@"
        + server;
  }
}
