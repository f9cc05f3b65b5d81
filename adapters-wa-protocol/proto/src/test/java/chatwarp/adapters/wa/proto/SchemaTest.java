package chatwarp.adapters.wa.proto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SchemaTest {

  @Test
  void declaresNoFieldRequired() {
    List<String> required = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    Deque<Descriptor> queue = new ArrayDeque<>();
    for (FileDescriptor file : files()) {
      queue.addAll(file.getMessageTypes());
    }
    while (!queue.isEmpty()) {
      Descriptor message = queue.remove();
      if (seen.add(message.getFullName())) {
        queue.addAll(message.getNestedTypes());
        message.getFields().stream()
            .filter(FieldDescriptor::isRequired)
            .map(FieldDescriptor::getFullName)
            .forEach(required::add);
      }
    }
    assertEquals(List.of(), required);
    assertTrue(seen.size() > 300, () -> "only " + seen.size() + " messages were looked at");
  }

  @Test
  void readsTheDeviceIdentityVector() throws Exception {
    byte[] bytes = HexFormat.of().parseHex("08011080e2cfaa06180120002800");
    ADVDeviceIdentity identity = ADVDeviceIdentity.parseFrom(bytes);
    assertEquals(1_700_000_000L, identity.getTimestamp());
    assertEquals(1, identity.getKeyIndex());
    assertEquals(ADVEncryptionType.E2EE, identity.getDeviceType());
    assertEquals(ByteString.copyFrom(bytes), identity.toByteString());
  }

  @Test
  void writesTheZeroOfARevoke() {
    ProtocolMessage revoke =
        ProtocolMessage.newBuilder().setType(ProtocolMessage.Type.REVOKE).build();
    assertEquals("1000", HexFormat.of().formatHex(revoke.toByteArray()));
  }

  @Test
  void keepsUnknownFieldsAndEnumValues() throws Exception {
    // ProtocolMessage.type = 9999, and field 4000 = 7
    byte[] bytes = HexFormat.of().parseHex("108f4e80fa0107");
    ProtocolMessage message = ProtocolMessage.parseFrom(bytes);
    assertFalse(message.hasType());
    assertEquals("108f4e80fa0107", HexFormat.of().formatHex(message.toByteArray()));
  }

  private static Set<FileDescriptor> files() {
    Set<FileDescriptor> files = new HashSet<>();
    Deque<FileDescriptor> queue =
        new ArrayDeque<>(
            List.of(
                HandshakeMessage.getDescriptor().getFile(),
                CertChain.getDescriptor().getFile(),
                ClientPayload.getDescriptor().getFile(),
                DeviceProps.getDescriptor().getFile(),
                ADVDeviceIdentity.getDescriptor().getFile(),
                RoutingInfo.getDescriptor().getFile(),
                SignalMessage.getDescriptor().getFile(),
                VerifiedNameCertificate.getDescriptor().getFile(),
                SyncActionData.getDescriptor().getFile(),
                HistorySync.getDescriptor().getFile(),
                SyncdPatch.getDescriptor().getFile()));
    while (!queue.isEmpty()) {
      FileDescriptor file = queue.remove();
      if (files.add(file)) {
        queue.addAll(file.getDependencies());
      }
    }
    return files;
  }
}
