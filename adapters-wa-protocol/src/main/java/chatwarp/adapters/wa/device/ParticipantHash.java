package chatwarp.adapters.wa.device;

import chatwarp.adapters.wa.crypto.Sha;
import chatwarp.domain.model.DeviceJid;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.stream.Collectors;

/**
 * The short hash by which server and clients tell whether they mean the same devices (05 §2,
 * version 2).
 */
public final class ParticipantHash {
  private static final int LENGTH = 6;

  private ParticipantHash() {}

  /** The hash of these devices, in any order, for example {@code 2:Y39ZeOri}. */
  public static String of(Collection<DeviceJid> devices) {
    String joined =
        devices.stream().map(ParticipantHash::text).sorted().collect(Collectors.joining());
    byte[] hash = Sha.sha256().hash(joined.getBytes(StandardCharsets.UTF_8));
    return "2:" + Base64.getEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, LENGTH));
  }

  /** With agent and device written out, also when they are 0. */
  private static String text(DeviceJid device) {
    return device.user() + ".0:" + device.device() + "@" + device.server();
  }
}
