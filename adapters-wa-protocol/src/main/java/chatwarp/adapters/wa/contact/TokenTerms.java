package chatwarp.adapters.wa.contact;

import chatwarp.adapters.wa.node.Node;
import java.time.Instant;

/**
 * How long trusted contact tokens count and where they are shown, as the server's properties say
 * (03 §6.1, 05 §10). Time is counted in buckets, of seven days each unless the server says
 * otherwise. Any thread may call.
 */
public final class TokenTerms {
  private static final Terms DEFAULT =
      new Terms(true, true, false, new Buckets(604_800, 4), new Buckets(604_800, 4));

  /** 180 days: WhatsApp Web takes no longer bucket. */
  private static final long LONGEST_BUCKET = 15_552_000;

  private static final long MOST_BUCKETS = 1_000;

  private volatile Terms terms = DEFAULT;

  private record Terms(
      boolean onMessages, boolean onPictures, boolean byLid, Buckets held, Buckets issued) {}

  /** A window of so many buckets, the present one included. */
  private record Buckets(long seconds, long count) {
    long bucket(Instant at) {
      return Math.floorDiv(at.getEpochSecond(), seconds);
    }

    Instant end(Instant at) {
      return Instant.ofEpochSecond((bucket(at) + count) * seconds);
    }

    Buckets lasting(String value) {
      return new Buckets(number(value, seconds, LONGEST_BUCKET), count);
    }

    Buckets counting(String value) {
      return new Buckets(seconds, number(value, count, MOST_BUCKETS));
    }
  }

  /** As long as the server says nothing: tokens are shown with messages and pictures. */
  public TokenTerms() {}

  /** Takes the server's properties; what they do not name stays as it is. */
  public void learn(Node properties) {
    Terms told = terms;
    for (Node property : properties.children("prop")) {
      String value = property.attr("config_value").orElse("");
      told =
          switch (property.attr("config_code").orElse("")) {
            case "10518" ->
                new Terms(on(value), told.onPictures, told.byLid, told.held, told.issued);
            case "9666" ->
                new Terms(told.onMessages, on(value), told.byLid, told.held, told.issued);
            case "14303" ->
                new Terms(told.onMessages, told.onPictures, on(value), told.held, told.issued);
            case "865" -> with(told, told.held.lasting(value), told.issued);
            case "909" -> with(told, told.held.counting(value), told.issued);
            case "996" -> with(told, told.held, told.issued.lasting(value));
            case "997" -> with(told, told.held, told.issued.counting(value));
            default -> told;
          };
    }
    terms = told;
  }

  private static Terms with(Terms told, Buckets held, Buckets issued) {
    return new Terms(told.onMessages, told.onPictures, told.byLid, held, issued);
  }

  private static boolean on(String value) {
    return value.equals("1") || value.equals("true");
  }

  private static long number(String value, long otherwise, long most) {
    return value.matches("[0-9]{1,9}") ? Math.clamp(Long.parseLong(value), 1, most) : otherwise;
  }

  /** Whether messages show the recipient's token. */
  boolean onMessages() {
    return terms.onMessages;
  }

  /** Whether questions about profile pictures show the token of whose it is. */
  boolean onPictures() {
    return terms.onPictures;
  }

  /** Whether our tokens are issued to LIDs; to phone numbers else. */
  boolean byLid() {
    return terms.byLid;
  }

  /** When a token that was issued to us at this time no longer counts. */
  Instant countsUntil(Instant issued) {
    return terms.held.end(issued);
  }

  /** When it no longer matters that we issued a token at this time. */
  Instant mattersUntil(Instant issued) {
    return terms.issued.end(issued);
  }

  /** Whether who got our token at this time is to get it anew. */
  boolean renews(Instant issued, Instant now) {
    Buckets buckets = terms.issued;
    return buckets.bucket(now) > buckets.bucket(issued);
  }
}
