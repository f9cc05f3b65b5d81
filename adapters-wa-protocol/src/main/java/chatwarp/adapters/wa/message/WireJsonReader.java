package chatwarp.adapters.wa.message;

import chatwarp.adapters.wa.proto.Message;
import chatwarp.domain.model.InvalidValueException;
import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads a message from JSON with WhatsApp's field names, in every spelling that clients send back:
 * bytes as base64, as {@code {"type":"Buffer","data":…}}, as a list of numbers or as an object of
 * indexes; 64-bit numbers as decimal text, as number or as {@code {low, high}} (evolution-v2 §6).
 * Fields that we do not know are left out.
 */
final class WireJsonReader {
  private static final int DEEPEST = 60;
  private static final String FIELD = "message";
  private static final Pattern SPACE = Pattern.compile("\\s+");

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(DEEPEST)
                  .maxStringLength(1_000_000)
                  .maxDocumentLength(8_000_000)
                  .build())
          .build();

  private WireJsonReader() {}

  /**
   * Reads a whole document.
   *
   * @throws InvalidValueException when it is no message
   */
  static Message read(String json) {
    try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), json)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw invalid();
      }
      Message.Builder message = Message.newBuilder();
      object(parser, message);
      // Writing and reading again finds what a field may not hold.
      return Message.parseFrom(message.build().toByteArray());
    } catch (JacksonException
        | InvalidProtocolBufferException
        | IllegalArgumentException
        | ArithmeticException e) {
      throw e instanceof InvalidValueException known ? known : invalid();
    }
  }

  private static InvalidValueException invalid() {
    return new InvalidValueException(FIELD, "is not a message");
  }

  private static void object(JsonParser parser, com.google.protobuf.Message.Builder into) {
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      FieldDescriptor field = into.getDescriptorForType().findFieldByName(parser.currentName());
      JsonToken token = parser.nextToken();
      if (field == null || token == JsonToken.VALUE_NULL) {
        parser.skipChildren();
      } else if (field.isRepeated()) {
        list(parser, field, into);
      } else {
        Object value = value(parser, field, into);
        if (value != null) {
          into.setField(field, value);
        }
      }
    }
  }

  private static void list(
      JsonParser parser, FieldDescriptor field, com.google.protobuf.Message.Builder into) {
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      throw invalid();
    }
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      Object value = value(parser, field, into);
      if (value != null) {
        into.addRepeatedField(field, value);
      }
    }
  }

  /** Null for an enum's number that we do not know. */
  private static @Nullable Object value(
      JsonParser parser, FieldDescriptor field, com.google.protobuf.Message.Builder into) {
    return switch (field.getJavaType()) {
      case STRING -> parser.getString();
      case BOOLEAN -> parser.getBooleanValue();
      case INT -> (int) number(parser).longValue();
      case LONG -> number(parser).longValue();
      case FLOAT -> parser.getFloatValue();
      case DOUBLE -> parser.getDoubleValue();
      case ENUM -> enumeration(parser, field);
      case BYTE_STRING -> bytes(parser);
      case MESSAGE -> {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
          throw invalid();
        }
        com.google.protobuf.Message.Builder inner = into.newBuilderForField(field);
        object(parser, inner);
        yield inner.build();
      }
    };
  }

  private static @Nullable Object enumeration(JsonParser parser, FieldDescriptor field) {
    return parser.currentToken() == JsonToken.VALUE_STRING
        ? field.getEnumType().findValueByName(parser.getString())
        : field.getEnumType().findValueByNumber(parser.getIntValue());
  }

  private static BigInteger number(JsonParser parser) {
    return switch (parser.currentToken()) {
      case VALUE_STRING -> new BigInteger(parser.getString().strip());
      case VALUE_NUMBER_INT -> parser.getBigIntegerValue();
      case VALUE_NUMBER_FLOAT -> new BigDecimal(parser.getString()).toBigIntegerExact();
      case START_OBJECT -> lowAndHigh(parser);
      default -> throw invalid();
    };
  }

  private static BigInteger lowAndHigh(JsonParser parser) {
    long low = 0;
    long high = 0;
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = parser.currentName();
      JsonToken token = parser.nextToken();
      if (token == JsonToken.VALUE_NUMBER_INT && name.equals("low")) {
        low = parser.getLongValue();
      } else if (token == JsonToken.VALUE_NUMBER_INT && name.equals("high")) {
        high = parser.getLongValue();
      } else {
        parser.skipChildren();
      }
    }
    return BigInteger.valueOf((high << 32) | (low & 0xFFFF_FFFFL));
  }

  private static ByteString bytes(JsonParser parser) {
    return switch (parser.currentToken()) {
      case VALUE_STRING -> ByteString.copyFrom(base64(parser.getString()));
      case START_ARRAY -> numbers(parser);
      case START_OBJECT -> indexed(parser);
      default -> throw invalid();
    };
  }

  private static byte[] base64(String text) {
    boolean url = text.indexOf('-') >= 0 || text.indexOf('_') >= 0;
    return (url ? Base64.getUrlDecoder() : Base64.getDecoder())
        .decode(SPACE.matcher(text).replaceAll(""));
  }

  private static ByteString numbers(JsonParser parser) {
    List<Byte> bytes = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      bytes.add(octet(parser));
    }
    return joined(bytes);
  }

  private static ByteString indexed(JsonParser parser) {
    Map<Integer, Byte> bytes = new TreeMap<>();
    ByteString data = ByteString.EMPTY;
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      switch (name) {
        case "data" -> data = bytes(parser);
        case "type" -> parser.skipChildren();
        default -> bytes.put(Integer.parseInt(name), octet(parser));
      }
    }
    return bytes.isEmpty() ? data : joined(new ArrayList<>(bytes.values()));
  }

  private static byte octet(JsonParser parser) {
    int value = parser.getIntValue();
    if (value < 0 || value > 255) {
      throw invalid();
    }
    return (byte) value;
  }

  private static ByteString joined(List<Byte> bytes) {
    byte[] all = new byte[bytes.size()];
    for (int i = 0; i < all.length; i++) {
      all[i] = bytes.get(i);
    }
    return ByteString.copyFrom(all);
  }
}
