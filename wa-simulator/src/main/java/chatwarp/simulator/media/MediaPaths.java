package chatwarp.simulator.media;

import chatwarp.adapters.wa.crypto.HmacSha256;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * The paths under which files are fetched, signed as the real ones are: who drops the query of a
 * directPath, or changes it, gets 403 (06 §5).
 */
public final class MediaPaths {
  private static final Duration LIFE = Duration.ofDays(30);
  private static final int SIGNATURE = 16;
  private static final Map<String, String> FOLDERS =
      Map.of(
          "image", "t62.7118-24",
          "video", "t62.7161-24",
          "audio", "t62.7117-24",
          "document", "t62.7119-24",
          "sticker", "t62.15575-24");

  private final Supplier<String> authority;
  private final InstantSource clock;
  private final byte[] secret = new byte[32];

  /**
   * @param authority host and port under which clients reach the media host, over TLS
   */
  public MediaPaths(Supplier<String> authority, InstantSource clock, RandomGenerator random) {
    this.authority = authority;
    this.clock = clock;
    random.nextBytes(secret);
  }

  /** The directPath of an uploaded file, with its query. */
  String file(String type, String id) {
    return signed("/v/" + FOLDERS.getOrDefault(type, "t62.7118-24") + "/" + id + "_n.enc");
  }

  /** The directPath of a profile picture, with its query. */
  String picture(String id, boolean preview) {
    return signed("/v/t61.24694-24/" + id + "_n.jpg") + (preview ? "&stp=dst-jpg_s96x96" : "");
  }

  /** The whole address of a directPath. */
  public String url(String directPath) {
    return "https://" + authority.get() + directPath;
  }

  private String signed(String path) {
    String end = Long.toHexString(clock.instant().plus(LIFE).getEpochSecond());
    return path + "?ccb=11-4&oh=" + signature(path, end) + "&oe=" + end + "&_nc_sid=5e03e0";
  }

  private String signature(String path, String end) {
    byte[] text = (path + "?" + end).getBytes(StandardCharsets.UTF_8);
    return HexFormat.of().formatHex(Arrays.copyOf(new HmacSha256().code(secret, text), SIGNATURE));
  }

  /**
   * Checks the query of a request for a file.
   *
   * @throws MediaRefusedException 403 for a wrong signature, 410 when its time is over
   */
  void require(String path, Map<String, String> query) {
    String end = query.getOrDefault("oe", "");
    byte[] wanted = signature(path, end).getBytes(StandardCharsets.US_ASCII);
    byte[] given = query.getOrDefault("oh", "").getBytes(StandardCharsets.UTF_8);
    if (!MessageDigest.isEqual(wanted, given)) {
      throw new MediaRefusedException(403, "Bad URL hash");
    }
    if (clock.instant().isAfter(Instant.ofEpochSecond(Long.parseLong(end, 16)))) {
      throw new MediaRefusedException(410, "URL signature expired");
    }
  }
}
