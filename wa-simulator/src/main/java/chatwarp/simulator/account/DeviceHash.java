package chatwarp.simulator.account;

import chatwarp.domain.model.DeviceJid;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.stream.Collectors;

/** The participant hash over a device list (05 §2, "phash" v2). */
public final class DeviceHash {
  private static final int BYTES = 6;

  private DeviceHash() {}

  /** The hash of linked devices, all by LID or all by number. */
  public static String of(Collection<Device> devices, boolean byLid) {
    return of(devices.stream().map(device -> byLid ? device.lid() : device.jid()).toList());
  }

  /** The hash of any device addresses. */
  public static String of(Collection<DeviceJid> devices) {
    String joined =
        devices.stream()
            .map(jid -> jid.user() + ".0:" + jid.device() + "@" + jid.server())
            .sorted()
            .collect(Collectors.joining());
    byte[] digest = sha256(joined.getBytes(StandardCharsets.UTF_8));
    return "2:" + Base64.getEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest, BYTES));
  }

  private static byte[] sha256(byte[] input) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(input);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
