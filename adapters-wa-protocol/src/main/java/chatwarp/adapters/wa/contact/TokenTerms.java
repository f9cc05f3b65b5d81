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
      new Terms(true, true, true, true, false, new Buckets(604_800, 4), new Buckets(604_800, 4));

  /** 180 days: WhatsApp Web takes no longer bucket. */
  private static final long LONGEST_BUCKET = 15_552_000;

  private static final long MOST_BUCKETS = 1_000;

  private volatile Terms terms = DEFAULT;

  private record Terms(
      boolean onMessages,
      boolean onPictures,
      boolean onGroupCreation,
      boolean onGroupAddition,
      boolean byLid,
      Buckets held,
      Buckets issued) {
    Terms onMessages(boolean on) {
      return new Terms(on, onPictures, onGroupCreation, onGroupAddition, byLid, held, issued);
    }

    Terms onPictures(boolean on) {
      return new Terms(onMessages, on, onGroupCreation, onGroupAddition, byLid, held, issued);
    }

    Terms onGroupCreation(boolean on) {
      return new Terms(onMessages, onPictures, on, onGroupAddition, byLid, held, issued);
    }

    Terms onGroupAddition(boolean on) {
      return new Terms(onMessages, onPictures, onGroupCreation, on, byLid, held, issued);
    }

    Terms byLid(boolean on) {
      return new Terms(onMessages, onPictures, onGroupCreation, onGroupAddition, on, held, issued);
    }

    Terms held(Buckets next) {
      return new Terms(
          onMessages, onPictures, onGroupCreation, onGroupAddition, byLid, next, issued);
    }

    Terms issued(Buckets next) {
      return new Terms(onMessages, onPictures, onGroupCreation, onGroupAddition, byLid, held, next);
    }
  }

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

  /** As long as the server says nothing: tokens are shown everywhere. */
  public TokenTerms() {}

  /** Takes the server's properties; what they do not name stays as it is. */
  public void learn(Node properties) {
    Terms told = terms;
    for (Node property : properties.children("prop")) {
      String value = property.attr("config_value").orElse("");
      told =
          switch (property.attr("config_code").orElse("")) {
            case "10518" -> told.onMessages(on(value));
            case "9666" -> told.onPictures(on(value));
            case "11261" -> told.onGroupCreation(on(value));
            case "11262" -> told.onGroupAddition(on(value));
            case "14303" -> told.byLid(on(value));
            case "865" -> told.held(told.held.lasting(value));
            case "909" -> told.held(told.held.counting(value));
            case "996" -> told.issued(told.issued.lasting(value));
            case "997" -> told.issued(told.issued.counting(value));
            default -> told;
          };
    }
    terms = told;
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

  /** Whether who makes a group shows the tokens of those who are to be in it. */
  boolean onGroupCreation() {
    return terms.onGroupCreation;
  }

  /** Whether who adds people to a group shows their tokens. */
  boolean onGroupAddition() {
    return terms.onGroupAddition;
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
