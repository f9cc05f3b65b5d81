package chatwarp.adapters.wa.contact;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chatwarp.adapters.wa.device.TestState;
import chatwarp.adapters.wa.node.Node;
import chatwarp.adapters.wa.node.NodeBuilder;
import chatwarp.adapters.wa.stream.Connection;
import chatwarp.adapters.wa.stream.DeafListener;
import chatwarp.adapters.wa.stream.FakeLink;
import chatwarp.domain.contract.ManualTime;
import chatwarp.domain.model.GroupJid;
import chatwarp.domain.model.InvalidValueException;
import chatwarp.domain.model.Jid;
import chatwarp.domain.model.MessageId;
import chatwarp.domain.model.ProfilePicture;
import chatwarp.domain.model.ServerJid;
import chatwarp.domain.model.StatusPrivacy;
import chatwarp.domain.model.StatusScope;
import chatwarp.domain.model.UserJid;
import chatwarp.domain.port.SessionException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class WaContactsTest {
  private static final UserJid THEM = UserJid.phone("5511999990002");
  private static final GroupJid GROUP = (GroupJid) Jid.parse("120363000000000001@g.us");

  private final FakeLink link = new FakeLink();
  private final ManualTime time = new ManualTime();
  private final Connection connection =
      new Connection(
          link, new DeafListener(), Thread::startVirtualThread, time, time, new Random(2));
  private final Privacy privacy = new Privacy();
  private final TestState test = new TestState(Optional.of(TestState.linked()));
  private final TrustedContacts trusted = new TrustedContacts(test.state, new TokenTerms(), time);
  private final WaContacts contacts = new WaContacts(() -> connection, privacy, trusted, time);

  @BeforeEach
  void start() {
    connection.start();
  }

  @AfterEach
  void close() {
    link.close();
  }

  private static <T> CompletableFuture<T> begin(Supplier<T> call) {
    return CompletableFuture.supplyAsync(call, Thread::startVirtualThread);
  }

  private void answer(Node question, Node... children) {
    reply(question, "result", children);
  }

  private void refuse(Node question, int code) {
    reply(question, "error", Node.builder("error").attr("code", code).attr("text", "no").build());
  }

  private void reply(Node question, String type, Node... children) {
    link.deliver(
        Node.builder("iq")
            .attr("from", ServerJid.WHATSAPP)
            .attr("type", type)
            .attr("id", question.requireAttr("id"))
            .children(children)
            .build());
  }

  private static <T> T get(CompletableFuture<T> future) throws Exception {
    return future.get(10, TimeUnit.SECONDS);
  }

  private static List<MessageId> ids(String... ids) {
    return java.util.Arrays.stream(ids).map(MessageId::new).toList();
  }

  @Test
  void asksWhereAPictureIs() throws Exception {
    CompletableFuture<Optional<ProfilePicture>> picture = begin(() -> contacts.picture(THEM, true));
    Node question = link.sent();
    assertTrue(question.attrIs("xmlns", "w:profile:picture") && question.attrIs("type", "get"));
    assertEquals(Optional.of(THEM), question.attrJid("target"));
    Node wanted = question.requireChild("picture");
    assertTrue(wanted.attrIs("type", "preview") && wanted.attrIs("query", "url"));
    answer(
        question,
        Node.builder("picture")
            .attr("id", "17")
            .attr("url", "https://pps.whatsapp.net/v/a?b=1")
            .build());
    assertEquals(
        Optional.of(new ProfilePicture("17", URI.create("https://pps.whatsapp.net/v/a?b=1"))),
        get(picture));
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 404})
  void findsNoPictureWhereThereIsNoneOrItIsHidden(int code) throws Exception {
    CompletableFuture<Optional<ProfilePicture>> picture =
        begin(() -> contacts.picture(GROUP, false));
    refuse(link.sent(), code);
    assertEquals(Optional.empty(), get(picture));
  }

  @Test
  void findsNoPictureInAnAnswerWithoutAddress() throws Exception {
    CompletableFuture<Optional<ProfilePicture>> none = begin(() -> contacts.picture(THEM, false));
    answer(link.sent(), Node.builder("picture").attr("status", "204").build());
    assertEquals(Optional.empty(), get(none));
    CompletableFuture<Optional<ProfilePicture>> empty = begin(() -> contacts.picture(THEM, false));
    answer(link.sent());
    assertEquals(Optional.empty(), get(empty));
  }

  @Test
  void passesOtherRefusalsOn() throws Exception {
    CompletableFuture<Optional<ProfilePicture>> picture =
        begin(() -> contacts.picture(THEM, false));
    refuse(link.sent(), 429);
    ExecutionException failure = assertThrows(ExecutionException.class, () -> get(picture));
    assertEquals(429, assertInstanceOf(SessionException.Refused.class, failure.getCause()).code());
  }

  @Test
  void setsTheOwnPictureAndTakesAGroupsAway() throws Exception {
    CompletableFuture<Boolean> set =
        begin(() -> {
          contacts.setPicture(Optional.empty(), Optional.of(new byte[] {1, 2}));
          return true;
        });
    Node own = link.sent();
    assertFalse(own.has("target"));
    assertTrue(own.requireChild("picture").attrIs("type", "image"));
    assertArrayEquals(new byte[] {1, 2}, own.requireChild("picture").requireBytes());
    answer(own, Node.builder("picture").attr("id", "18").build());
    assertTrue(get(set));

    CompletableFuture<Boolean> removed =
        begin(() -> {
          contacts.setPicture(Optional.of(GROUP), Optional.empty());
          return true;
        });
    Node group = link.sent();
    assertEquals(Optional.of(GROUP), group.attrJid("target"));
    assertTrue(group.children().isEmpty());
    answer(group);
    assertTrue(get(removed));
  }

  @Test
  void subscribesToAPerson() throws Exception {
    contacts.subscribePresence(THEM.device(3));
    Node sent = link.sent();
    assertTrue(sent.is("presence") && sent.attrIs("type", "subscribe"));
    assertEquals(Optional.of(THEM), sent.attrJid("to"));
  }

  @Test
  void showsTheTokenOfWhoseIsAskedFor() throws Exception {
    test.state.step(step -> {
      trusted.learn(step, THEM, new byte[] {7}, time.instant().getEpochSecond(), 0);
      return step;
    });
    CompletableFuture<Optional<ProfilePicture>> theirs = begin(() -> contacts.picture(THEM, true));
    Node question = link.sent();
    assertArrayEquals(
        new byte[] {7}, question.requireChild("picture").requireChild("tctoken").requireBytes());
    answer(question);
    assertEquals(Optional.empty(), get(theirs));
    contacts.subscribePresence(THEM);
    assertArrayEquals(new byte[] {7}, link.sent().requireChild("tctoken").requireBytes());

    CompletableFuture<Optional<ProfilePicture>> groups = begin(() -> contacts.picture(GROUP, true));
    Node other = link.sent();
    assertTrue(other.requireChild("picture").children().isEmpty());
    answer(other);
    assertEquals(Optional.empty(), get(groups));
  }

  @Test
  void tellsWhatWasRead() throws Exception {
    contacts.markRead(THEM, THEM, ids("A"), false);
    Node one = link.sent();
    assertTrue(one.is("receipt") && one.attrIs("type", "read") && one.attrIs("id", "A"));
    assertEquals(Optional.of(THEM), one.attrJid("to"));
    assertFalse(one.has("participant"));
    assertEquals(time.instant().getEpochSecond(), one.requireLong("t"));
    assertTrue(one.children().isEmpty());

    contacts.markRead(GROUP, THEM, ids("A", "B", "C"), true);
    Node many = link.sent();
    assertTrue(many.attrIs("type", "played"));
    assertEquals(Optional.of(THEM), many.attrJid("participant"));
    assertEquals(
        List.of("B", "C"),
        many.requireChild("list").children("item").stream()
            .map(item -> item.requireAttr("id"))
            .toList());
  }

  @Test
  void tellsOnlyOurOwnDevicesWhereTheAccountHidesIt() throws Exception {
    privacy.learn(
        Node.of(
            "privacy",
            Node.builder("category").attr("name", "last").attr("value", "all").build(),
            Node.builder("category").attr("name", "readreceipts").attr("value", "none").build()));
    contacts.markRead(THEM, THEM, ids("A"), false);
    assertTrue(link.sent().attrIs("type", "read-self"));
    contacts.markRead(THEM, THEM, ids("A"), true);
    assertTrue(link.sent().attrIs("type", "played-self"));
    privacy.learn(
        Node.of(
            "privacy",
            Node.builder("category").attr("name", "readreceipts").attr("value", "all").build()));
    contacts.markRead(THEM, THEM, ids("A"), false);
    assertTrue(link.sent().attrIs("type", "read"));
  }

  @Test
  void marksNothingWithoutMessages() {
    assertThrows(
        InvalidValueException.class, () -> contacts.markRead(THEM, THEM, List.of(), false));
  }

  private static Node list(String type, boolean holds, UserJid... people) {
    NodeBuilder list = Node.builder("list").attr("type", type);
    if (holds) {
      list.attr("default", "true");
    }
    return list.children(
            Stream.of(people)
                .map(person -> Node.builder("user").attr("jid", person).build())
                .toList())
        .build();
  }

  private static Stream<Arguments> statusLists() {
    UserJid lid = UserJid.lid("100000000000002");
    return Stream.of(
        Arguments.of("none", List.of(), StatusPrivacy.DEFAULT),
        Arguments.of("contacts", List.of(list("contacts", true)), StatusPrivacy.DEFAULT),
        Arguments.of(
            "the marked one of several",
            List.of(list("contacts", false), list("whitelist", true, THEM, lid)),
            new StatusPrivacy(StatusScope.ONLY, List.of(THEM, lid))),
        Arguments.of(
            "the first where none is marked",
            List.of(list("blacklist", false, lid), list("contacts", false)),
            new StatusPrivacy(StatusScope.CONTACTS_EXCEPT, List.of(lid))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("statusLists")
  void readsWhomPostsAreShown(String name, List<Node> lists, StatusPrivacy expected)
      throws Exception {
    CompletableFuture<StatusPrivacy> privacy = begin(contacts::statusPrivacy);
    Node question = link.sent();
    assertTrue(question.attrIs("xmlns", "status") && question.attrIs("type", "get"));
    assertEquals(Optional.of(ServerJid.WHATSAPP), question.attrJid("to"));
    assertTrue(question.child("privacy").isPresent());
    answer(question, Node.builder("privacy").children(lists).build());
    assertEquals(expected, get(privacy));
  }

  @Test
  void showsPostsToContactsWhereNothingWasEverChosen() throws Exception {
    CompletableFuture<StatusPrivacy> privacy = begin(contacts::statusPrivacy);
    refuse(link.sent(), 404);
    assertEquals(StatusPrivacy.DEFAULT, get(privacy));
  }

  @Test
  void passesARefusalOfTheStatusPrivacyOn() throws Exception {
    CompletableFuture<StatusPrivacy> privacy = begin(contacts::statusPrivacy);
    refuse(link.sent(), 429);
    ExecutionException thrown = assertThrows(ExecutionException.class, () -> get(privacy));
    assertInstanceOf(SessionException.Refused.class, thrown.getCause());
  }

  @Test
  void doesNotGuessWhatAnUnknownStatusPrivacyMeans() throws Exception {
    CompletableFuture<StatusPrivacy> privacy = begin(contacts::statusPrivacy);
    answer(link.sent(), Node.of("privacy", list("close_friends", true, THEM)));
    ExecutionException thrown = assertThrows(ExecutionException.class, () -> get(privacy));
    assertInstanceOf(SessionException.Malformed.class, thrown.getCause());
  }
}
