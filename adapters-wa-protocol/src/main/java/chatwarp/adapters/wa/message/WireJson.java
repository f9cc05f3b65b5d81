package chatwarp.adapters.wa.message;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import com.google.protobuf.MessageOrBuilder;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * Prints a protobuf as JSON with WhatsApp's field names: bytes as base64, 64-bit numbers as decimal
 * text, enums as numbers, absent fields left out.
 */
public final class WireJson {
  private static final char[] HEX = "0123456789abcdef".toCharArray();

  private final StringBuilder out;

  private WireJson(StringBuilder out) {
    this.out = out;
  }

  /** The whole message. */
  public static String of(MessageOrBuilder message) {
    StringBuilder out = new StringBuilder(128);
    new WireJson(out).object(message);
    return out.toString();
  }

  /** A text as JSON, with its quotes. */
  static String quoted(String text) {
    StringBuilder out = new StringBuilder(text.length() + 2);
    new WireJson(out).text(text);
    return out.toString();
  }

  private void object(MessageOrBuilder message) {
    out.append('{');
    boolean first = true;
    for (Map.Entry<FieldDescriptor, Object> entry : message.getAllFields().entrySet()) {
      if (!first) {
        out.append(',');
      }
      first = false;
      FieldDescriptor field = entry.getKey();
      text(field.getName());
      out.append(':');
      if (field.isRepeated()) {
        list(field, (List<?>) entry.getValue());
      } else {
        value(field, entry.getValue());
      }
    }
    out.append('}');
  }

  private void list(FieldDescriptor field, List<?> values) {
    out.append('[');
    for (int i = 0; i < values.size(); i++) {
      if (i > 0) {
        out.append(',');
      }
      value(field, values.get(i));
    }
    out.append(']');
  }

  private void value(FieldDescriptor field, Object value) {
    switch (field.getType()) {
      case UINT32, FIXED32 -> out.append(Integer.toUnsignedLong((Integer) value));
      case INT32, SINT32, SFIXED32, BOOL -> out.append(value);
      case UINT64, FIXED64 ->
          out.append('"').append(Long.toUnsignedString((Long) value)).append('"');
      case INT64, SINT64, SFIXED64 -> out.append('"').append(value).append('"');
      case FLOAT -> number(((Float) value).doubleValue(), value.toString());
      case DOUBLE -> number((Double) value, value.toString());
      case ENUM -> out.append(((EnumValueDescriptor) value).getNumber());
      case STRING -> text((String) value);
      case BYTES -> base64((ByteString) value);
      case MESSAGE, GROUP -> object((Message) value);
    }
  }

  /** JSON has no word for what is not finite. */
  private void number(double value, String text) {
    if (!Double.isFinite(value)) {
      out.append("null");
    } else if (value == Math.rint(value) && Math.abs(value) < 1e15) {
      out.append((long) value);
    } else {
      out.append(text);
    }
  }

  private void base64(ByteString bytes) {
    out.append('"').append(Base64.getEncoder().encodeToString(bytes.toByteArray())).append('"');
  }

  private void text(String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> {
          if (Character.isHighSurrogate(c)
              && i + 1 < text.length()
              && Character.isLowSurrogate(text.charAt(i + 1))) {
            out.append(c).append(text.charAt(++i));
          } else {
            plain(c);
          }
        }
      }
    }
    out.append('"');
  }

  private void plain(char c) {
    // Lone surrogates cannot be written as UTF-8 later; line separators end lines in JavaScript.
    if (c < 0x20 || Character.isSurrogate(c) || c == '\u2028' || c == '\u2029') {
      out.append("\\u");
      for (int shift = 12; shift >= 0; shift -= 4) {
        out.append(HEX[(c >> shift) & 0xF]);
      }
    } else {
      out.append(c);
    }
  }
}
