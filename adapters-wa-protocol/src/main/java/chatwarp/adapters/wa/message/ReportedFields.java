package chatwarp.adapters.wa.message;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a message that a reporting token covers (05 §10): its protobuf reduced to a list of
 * fields, in the order of their numbers.
 */
final class ReportedFields {
  /** Fields by number; braces hold those inside; {@code m} means: again a whole message. */
  private static final String TABLE =
      """
      1 3{2,3,8,11,17{21,22},25} 4{1,16,17{21,22}} 5{3,4,5,16,17{21,22}} 6{1,17{21,22},30}
      7{2,7,10,17{21,22},20} 8{2,7,9,17{21,22},21} 9{2,6,7,13,17{21,22},20} 12{1,2,14m,15}
      18{6,16,17{21,22}} 26{4,5,8,13,17{21,22}} 28{1,2,4,5,6,7{21,22}} 37{1m}
      49{2,3{1,2},5{21,22},8{1,2}} 53{1m} 55{1m} 58{1m} 59{1m}
      60{2,3{1,2},5{21,22},8{1,2}} 64{2,3{1,2},5{21,22},8{1,2}}
      66{2,6,7,13,17{21,22},20} 74{1m} 87{1m} 88{1,2{1},3{21,22}} 92{1m} 93{1m} 94{1m}
      """;

  private static final Fields MESSAGE = new Parser(TABLE).whole();

  /** Null inside means: the whole field as it is. */
  private static final class Fields {
    private final Map<Integer, @Nullable Fields> inside = new HashMap<>();
  }

  private ReportedFields() {}

  /** The reduced form; empty when nothing of it counts. */
  static byte[] of(byte[] message) {
    try {
      return reduce(ByteString.copyFrom(message), MESSAGE).toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException("a message of ours is no protobuf", e);
    }
  }

  private static UnknownFieldSet reduce(ByteString source, Fields fields) throws IOException {
    UnknownFieldSet.Builder reduced = UnknownFieldSet.newBuilder();
    for (Map.Entry<Integer, UnknownFieldSet.Field> entry :
        UnknownFieldSet.parseFrom(source).asMap().entrySet()) {
      int number = entry.getKey();
      if (fields.inside.containsKey(number)) {
        Fields inside = fields.inside.get(number);
        reduced.mergeField(
            number, inside == null ? entry.getValue() : reduceAll(entry.getValue(), inside));
      }
    }
    return reduced.build();
  }

  private static UnknownFieldSet.Field reduceAll(UnknownFieldSet.Field messages, Fields inside)
      throws IOException {
    UnknownFieldSet.Field.Builder kept = UnknownFieldSet.Field.newBuilder();
    for (ByteString message : messages.getLengthDelimitedList()) {
      ByteString reduced = reduce(message, inside).toByteString();
      if (!reduced.isEmpty()) {
        kept.addLengthDelimited(reduced);
      }
    }
    return kept.build();
  }

  /** Reads the table. */
  private static final class Parser {
    private final String text;
    private final Fields root = new Fields();
    private int at;

    Parser(String text) {
      this.text = text;
    }

    Fields whole() {
      fields(root);
      return root;
    }

    private void fields(Fields target) {
      while (at < text.length() && text.charAt(at) != '}') {
        if (!Character.isDigit(text.charAt(at))) {
          at++;
          continue;
        }
        int number = 0;
        for (; at < text.length() && Character.isDigit(text.charAt(at)); at++) {
          number = 10 * number + text.charAt(at) - '0';
        }
        target.inside.put(number, inside());
      }
    }

    private @Nullable Fields inside() {
      char next = at < text.length() ? text.charAt(at) : ' ';
      if (next == 'm') {
        at++;
        return root;
      }
      if (next != '{') {
        return null;
      }
      at++;
      Fields inside = new Fields();
      fields(inside);
      at++;
      return inside;
    }
  }
}
