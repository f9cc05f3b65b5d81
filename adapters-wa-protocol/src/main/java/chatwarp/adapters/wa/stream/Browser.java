package chatwarp.adapters.wa.stream;

import chatwarp.adapters.wa.proto.DeviceProps.PlatformType;
import java.util.Arrays;
import java.util.Locale;

/** The kind of client we show ourselves as, in its three spellings (03 §2, §3.2). */
public enum Browser {
  CHROME("Chrome", PlatformType.CHROME, '1'),
  EDGE("Edge", PlatformType.EDGE, '2'),
  FIREFOX("Firefox", PlatformType.FIREFOX, '3'),
  IE("IE", PlatformType.IE, '4'),
  OPERA("Opera", PlatformType.OPERA, '5'),
  SAFARI("Safari", PlatformType.SAFARI, '6'),
  DESKTOP("Desktop", PlatformType.DESKTOP, '7'),
  OTHER("Chrome", PlatformType.UNKNOWN, '9');

  private final String display;
  private final PlatformType platform;
  private final char clientType;

  Browser(String display, PlatformType platform, char clientType) {
    this.display = display;
    this.platform = platform;
    this.clientType = clientType;
  }

  /** The browser of this name, in any case; {@link #OTHER} for one we have no number for. */
  public static Browser ofName(String name) {
    String wanted = name.strip().toUpperCase(Locale.ROOT);
    return Arrays.stream(values()).filter(b -> b.name().equals(wanted)).findFirst().orElse(OTHER);
  }

  /** Shown on the phone while pairing by code. */
  public String display() {
    return display;
  }

  /** In the device properties, which decide the icon in the phone's list. */
  public PlatformType platform() {
    return platform;
  }

  /** In the QR and in pairing by code. */
  public char clientType() {
    return clientType;
  }
}
