package chatwarp.adapters.http.evolution;

import chatwarp.domain.model.DisconnectReason;
import chatwarp.domain.model.Disconnection;

/** Why an instance was disconnected, as the JSON text inside JSON that clients expect. */
final class DisconnectionText {
  private DisconnectionText() {}

  static String of(Disconnection disconnection) {
    return of(disconnection.reason());
  }

  /** Nothing but the reason: no key material, no addresses. */
  static String of(DisconnectReason reason) {
    return Json.object().put("statusCode", reason.code()).put("reason", reason.text()).toString();
  }
}
