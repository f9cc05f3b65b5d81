package chatwarp.adapters.wa.device;

import static org.junit.jupiter.api.Assertions.assertEquals;

import chatwarp.adapters.wa.node.Node;
import chatwarp.adapters.wa.node.NodeBuilder;
import chatwarp.adapters.wa.proto.ADVKeyIndexList;
import chatwarp.adapters.wa.proto.ADVSignedKeyIndexList;
import chatwarp.domain.model.DeviceJid;
import chatwarp.domain.model.UserJid;
import chatwarp.domain.model.UserServer;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DeviceListsTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final UserJid PHONE = UserJid.phone("5511999990002");
  private static final UserJid LID = UserJid.lid("100000000000002");

  private final TestState test = new TestState();
  private final DeviceLists lists = new DeviceLists(test.state, InstantSource.fixed(NOW));

  private static Node device(int id, int keyIndex) {
    NodeBuilder device = Node.builder("device").attr("id", id);
    return keyIndex < 0 ? device.build() : device.attr("key-index", keyIndex).build();
  }

  private static Optional<Node> indexList(int current, Integer... valid) {
    ADVKeyIndexList details =
        ADVKeyIndexList.newBuilder()
            .setCurrentIndex(current)
            .addAllValidIndexes(List.of(valid))
            .build();
    return Optional.of(
        Node.builder("key-index-list")
            .attr("ts", 1)
            .bytes(
                ADVSignedKeyIndexList.newBuilder()
                    .setDetails(details.toByteString())
                    .build()
                    .toByteArray())
            .build());
  }

  static Stream<Arguments> rules() {
    return Stream.of(
        Arguments.of("the phone needs no index", device(0, -1), indexList(1), List.of(0)),
        Arguments.of("an index in the list", device(2, 1), indexList(3, 1, 3), List.of(2)),
        Arguments.of("an index removed from the list", device(2, 2), indexList(3, 1, 3), List.of()),
        Arguments.of("an index newer than the list", device(2, 4), indexList(3, 1), List.of(2)),
        Arguments.of("a companion without index", device(2, -1), indexList(3, 1), List.of()),
        Arguments.of("a companion of index 0", device(2, 0), indexList(3, 0), List.of()),
        Arguments.of("no list at all", device(2, 2), Optional.empty(), List.of(2)),
        Arguments.of(
            "a list that cannot be read",
            device(2, 2),
            Optional.of(Node.of("key-index-list", new byte[] {10, 99})),
            List.of(2)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rules")
  void knowsWhichDevicesCount(
      String name, Node device, Optional<Node> indexList, List<Integer> valid) {
    assertEquals(valid, KeyIndexes.valid(List.of(device), indexList));
  }

  @Test
  void hashesParticipantsAsTheServerDoes() {
    assertEquals(
        "2:Y39ZeOri",
        ParticipantHash.of(
            List.of(
                UserJid.phone("5511999999999").device(0),
                UserJid.phone("5511888888888").device(3))));
  }

  @Test
  void namesAHostedDeviceByItsServer() {
    DeviceList list = new DeviceList(NOW, List.of(99, 0));
    assertEquals(
        List.of(PHONE.device(0), new DeviceJid(new UserJid(PHONE.user(), UserServer.HOSTED), 99)),
        list.of(PHONE));
    assertEquals(
        new DeviceJid(new UserJid(LID.user(), UserServer.HOSTED_LID), 99), list.of(LID).getLast());
  }

  @Test
  void comesBackFromTheStoreAsItWas() {
    DeviceList list = new DeviceList(NOW, List.of(0, 3, 0xFFFF));
    assertEquals(list, DeviceList.KIND.decode(DeviceList.KIND.encode(list)));
  }

  private void know(UserJid person, Integer... devices) {
    test.state.step(step -> {
      step.put(DeviceList.KIND, person.toString(), new DeviceList(NOW, List.of(devices)));
      return step;
    });
  }

  private Optional<List<Integer>> known(UserJid person) {
    return test.state.view(
        step -> step.read(DeviceList.KIND, person.toString()).map(DeviceList::devices));
  }

  private void notified(Node change) {
    Node notification =
        Node.builder("notification")
            .attr("from", PHONE)
            .attr("lid", LID)
            .attr("type", "devices")
            .children(change)
            .build();
    test.state.step(step -> {
      lists.apply(step, notification);
      return step;
    });
  }

  private static Node change(String what, int device, int keyIndex, String hash) {
    return Node.builder(what)
        .attr("device_hash", hash)
        .children(
            Node.builder("device")
                .attr("jid", PHONE.device(device))
                .attr("key-index", keyIndex)
                .build())
        .build();
  }

  private static String hash(Integer... devices) {
    return ParticipantHash.of(new DeviceList(NOW, List.of(devices)).of(PHONE));
  }

  @Test
  void addsADeviceThatWasLinked() {
    know(PHONE, 0, 1);
    notified(change("add", 4, 2, hash(0, 1, 4)));
    assertEquals(Optional.of(List.of(0, 1, 4)), known(PHONE));
  }

  @Test
  void removesADeviceThatWasUnlinked() {
    know(PHONE, 0, 1, 4);
    notified(change("remove", 4, 2, hash(0, 1)));
    assertEquals(Optional.of(List.of(0, 1)), known(PHONE));
  }

  @Test
  void forgetsAListThatDoesNotMatchTheServersHash() {
    know(PHONE, 0, 1);
    notified(change("add", 4, 2, hash(0, 1, 3, 4)));
    assertEquals(Optional.empty(), known(PHONE));
  }

  @Test
  void forgetsAListThatIsOutOfDate() {
    know(PHONE, 0, 1);
    know(LID, 0, 1);
    notified(Node.builder("update").attr("hash", "x").build());
    assertEquals(Optional.empty(), known(PHONE));
    assertEquals(Optional.empty(), known(LID));
  }

  @Test
  void leavesAnUnknownListUnknown() {
    notified(change("add", 4, 2, hash(0, 4)));
    assertEquals(Optional.empty(), known(PHONE));
  }

  @Test
  void knowsThePhoneOfEverybody() {
    know(LID, 0, 7);
    notified(Node.builder("update").attr("hash", "x").build());
    assertEquals(Set.of(PHONE.device(0)), test.state.view(step -> lists.known(step, PHONE)));
  }
}
