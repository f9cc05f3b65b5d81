package chatwarp.simulator.media;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One range of a file (RFC 9110 §14).
 *
 * @param from the first byte
 * @param length at least 1
 */
record ByteRange(long from, long length) {
  private static final Pattern FORM = Pattern.compile("bytes=([0-9]{0,18})-([0-9]{0,18})");

  /**
   * The range that a header asks for; empty for a header of another form, which RFC 9110 lets a
   * server ignore.
   *
   * @throws MediaRefusedException 416 when the file has no such bytes
   */
  static Optional<ByteRange> parse(String header, long size) {
    Matcher form = FORM.matcher(header.strip());
    if (!form.matches() || (form.group(1).isEmpty() && form.group(2).isEmpty())) {
      return Optional.empty();
    }
    long first;
    long last;
    if (form.group(1).isEmpty()) {
      first = Math.max(0, size - Long.parseLong(form.group(2)));
      last = size - 1;
    } else {
      first = Long.parseLong(form.group(1));
      last = form.group(2).isEmpty() ? size - 1 : Math.min(size - 1, Long.parseLong(form.group(2)));
    }
    if (first > last) {
      throw new MediaRefusedException(416, "the file has " + size + " bytes");
    }
    return Optional.of(new ByteRange(first, last - first + 1));
  }

  /** The Content-Range header of the answer. */
  String contentRange(long size) {
    return "bytes " + from + "-" + (from + length - 1) + "/" + size;
  }
}
