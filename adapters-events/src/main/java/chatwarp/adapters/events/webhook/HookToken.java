package chatwarp.adapters.events.webhook;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The signed token of a webhook that has a {@code jwt_key} (RFC 7519, HS256). Short keys are taken
 * as they are, because users chose them before. Any thread may call.
 */
final class HookToken {
  private static final long LIFETIME_SECONDS = 600;
  private static final String ALGORITHM = "HmacSHA256";
  private static final String HEADER = encode("{\"alg\":\"HS256\",\"typ\":\"JWT\"}");

  private final Mac prototype;

  HookToken() {
    try {
      prototype = Mac.getInstance(ALGORITHM);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has " + ALGORITHM, e);
    }
  }

  /** A token that is good for ten minutes. */
  String sign(String key, Instant now) {
    long issued = now.getEpochSecond();
    String claims =
        "{\"iat\":%d,\"exp\":%d,\"app\":\"evolution\",\"action\":\"webhook\"}"
            .formatted(issued, issued + LIFETIME_SECONDS);
    String signed = HEADER + "." + encode(claims);
    byte[] signature = mac(key).doFinal(signed.getBytes(StandardCharsets.US_ASCII));
    return signed + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
  }

  private Mac mac(String key) {
    try {
      Mac mac = (Mac) prototype.clone();
      mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), ALGORITHM));
      return mac;
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("the JDK's HMAC can be cloned", e);
    } catch (InvalidKeyException e) {
      throw new IllegalStateException("HMAC takes any key", e);
    }
  }

  private static String encode(String json) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(json.getBytes(StandardCharsets.UTF_8));
  }
}
