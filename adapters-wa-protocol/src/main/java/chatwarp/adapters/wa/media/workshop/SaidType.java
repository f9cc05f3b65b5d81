package chatwarp.adapters.wa.media.workshop;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What the caller says a file is. It goes out in the caller's words, parameters included, where the
 * bytes do not say otherwise; else the bytes decide.
 */
final class SaidType {
  /** Other names in use for what {@link FileType} calls the first. */
  private static final Map<String, List<String>> ALSO =
      Map.ofEntries(
          Map.entry("image/jpeg", List.of("image/jpg", "image/pjpeg")),
          Map.entry("image/png", List.of("image/x-png")),
          Map.entry("video/mp4", List.of("video/x-m4v")),
          Map.entry("video/3gpp", List.of("video/3gpp2", "video/3gp")),
          Map.entry("video/x-msvideo", List.of("video/avi", "video/msvideo")),
          Map.entry("audio/ogg", List.of("audio/opus", "application/ogg")),
          Map.entry("audio/mpeg", List.of("audio/mp3")),
          Map.entry("audio/aac", List.of("audio/aacp", "audio/x-aac")),
          Map.entry("audio/mp4", List.of("audio/x-m4a", "audio/m4a")),
          Map.entry("audio/amr", List.of("audio/amr-wb", "audio/3gpp")),
          Map.entry("audio/wav", List.of("audio/x-wav", "audio/wave", "audio/vnd.wave")),
          Map.entry("audio/flac", List.of("audio/x-flac")));

  private SaidType() {}

  /** What is told of a file of this type. */
  static String of(Optional<String> said, FileType type) {
    return said.map(String::strip).filter(words -> agrees(words, type)).orElse(type.mimetype());
  }

  private static boolean agrees(String said, FileType type) {
    String name = name(said);
    String known = name(type.mimetype());
    boolean named = name.equals(known) || ALSO.getOrDefault(known, List.of()).contains(name);
    return named && codecsAgree(said.toLowerCase(Locale.ROOT), type);
  }

  /** An Ogg file is looked into: what plays it differs. Who names no codec says nothing wrong. */
  private static boolean codecsAgree(String said, FileType type) {
    boolean opus = said.contains("opus");
    return switch (type) {
      case OGG_OPUS -> opus || !said.contains("codecs");
      case OGG -> !opus;
      default -> true;
    };
  }

  private static String name(String mimetype) {
    return mimetype.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
  }
}
