package chatwarp.domain.model;

/**
 * How an instance behaves towards its user.
 *
 * @param rejectCall refuse incoming calls
 * @param msgCall text answered to a refused call, empty for none
 * @param groupsIgnore do not deliver group messages
 * @param alwaysOnline stay available
 * @param readMessages mark incoming messages as read
 * @param readStatus view and deliver status updates
 * @param syncFullHistory ask the phone for the full history when pairing
 * @param wavoipToken kept for the voice add-on, unused here
 */
public record InstanceSettings(
    boolean rejectCall,
    String msgCall,
    boolean groupsIgnore,
    boolean alwaysOnline,
    boolean readMessages,
    boolean readStatus,
    boolean syncFullHistory,
    String wavoipToken) {
  public static final InstanceSettings DEFAULT =
      new InstanceSettings(false, "", false, false, false, false, false, "");
}
