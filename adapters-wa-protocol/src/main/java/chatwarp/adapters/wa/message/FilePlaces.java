package chatwarp.adapters.wa.message;

import chatwarp.domain.content.MediaReference;
import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.util.List;
import java.util.Map;

/**
 * Puts a file at another place wherever a message speaks of it, however deep: in wrappers, headers
 * and quotes. All kinds of media name the file and its place by the same fields.
 */
final class FilePlaces {
  private static final String HASH = "fileEncSha256";
  private static final String PATH = "directPath";
  private static final String URL = "url";

  private final ByteString hash;
  private final MediaReference moved;

  private FilePlaces(MediaReference moved) {
    this.hash = ByteString.copyFrom(moved.encryptedSha256().bytes());
    this.moved = moved;
  }

  /** Changes the message in place. */
  static void move(Message.Builder message, MediaReference moved) {
    new FilePlaces(moved).move(message);
  }

  private void move(Message.Builder message) {
    Descriptor type = message.getDescriptorForType();
    FieldDescriptor hashField = type.findFieldByName(HASH);
    FieldDescriptor path = type.findFieldByName(PATH);
    if (hashField != null && path != null && hash.equals(message.getField(hashField))) {
      message.setField(path, moved.directPath());
      place(message, type.findFieldByName(URL));
    }
    for (Map.Entry<FieldDescriptor, Object> entry : message.getAllFields().entrySet()) {
      FieldDescriptor field = entry.getKey();
      if (field.getJavaType() != FieldDescriptor.JavaType.MESSAGE) {
        continue;
      }
      if (field.isRepeated()) {
        int count = ((List<?>) entry.getValue()).size();
        for (int i = 0; i < count; i++) {
          move(message.getRepeatedFieldBuilder(field, i));
        }
      } else {
        move(message.getFieldBuilder(field));
      }
    }
  }

  /** The address of before leads nowhere any more. */
  private void place(Message.Builder message, FieldDescriptor url) {
    if (moved.url().isPresent()) {
      message.setField(url, moved.url().get().toString());
    } else {
      message.clearField(url);
    }
  }
}
