package chatwarp.adapters.wa.pairing;

import chatwarp.adapters.wa.stream.Browser;
import chatwarp.domain.model.IdentityState;
import java.util.Base64;

/** The text inside a QR (03 §3.2). */
final class QrText {
  private static final String PREFIX = "https://wa.me/settings/linked_devices#";

  private QrText() {}

  static String of(String ref, IdentityState identity, Browser browser) {
    Base64.Encoder base64 = Base64.getEncoder();
    return PREFIX
        + String.join(
            ",",
            ref,
            base64.encodeToString(identity.noiseKey().publicKey().reveal()),
            base64.encodeToString(identity.identityKey().publicKey().reveal()),
            base64.encodeToString(identity.advSecret().reveal()),
            String.valueOf(browser.clientType()));
  }
}
