package chatwarp.application.message;

import static org.junit.jupiter.api.Assertions.assertEquals;

import chatwarp.domain.content.EditContent;
import chatwarp.domain.content.MessageContent;
import chatwarp.domain.content.TextContent;
import chatwarp.domain.model.AddressingMode;
import chatwarp.domain.model.GroupJid;
import chatwarp.domain.model.GroupMetadata;
import chatwarp.domain.model.GroupParticipant;
import chatwarp.domain.model.GroupRole;
import chatwarp.domain.model.MessageId;
import chatwarp.domain.model.MessageKey;
import chatwarp.domain.model.UserJid;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class MentionsTest {
  private static final GroupJid TEAM = new GroupJid("120363025246125486");
  private static final UserJid ANA = UserJid.phone("551187654321");
  private static final UserJid ANA_LID = UserJid.lid("104000000000001");
  private static final UserJid BIA = UserJid.phone("12025550123");
  private static final UserJid BIA_LID = UserJid.lid("104000000000002");
  private static final UserJid CAI = UserJid.phone("12025550199");
  private static final UserJid CAI_LID = UserJid.lid("104000000000003");

  /** Ana's account has no ninth digit; she is written with it as a rule. */
  private static final Recipient ANA_WRITTEN =
      new Recipient.Phone("+55 (11) 98765-4321", List.of(UserJid.phone("5511987654321"), ANA), ANA);

  private static GroupMetadata group(AddressingMode mode) {
    boolean lid = mode == AddressingMode.LID;
    return new GroupMetadata(
        TEAM,
        mode,
        "Team",
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        2,
        false,
        false,
        false,
        false,
        false,
        false,
        Optional.empty(),
        Optional.empty(),
        List.of(member(lid, ANA, ANA_LID), member(lid, BIA, BIA_LID)));
  }

  private static GroupParticipant member(boolean byLid, UserJid phone, UserJid lid) {
    return byLid
        ? new GroupParticipant(lid, Optional.of(phone), Optional.empty(), GroupRole.MEMBER)
        : new GroupParticipant(phone, Optional.empty(), Optional.of(lid), GroupRole.MEMBER);
  }

  private static SendOptions mentioning(boolean everyone, Recipient... people) {
    return new SendOptions(
        Optional.empty(), List.of(people), everyone, false, Optional.empty(), new Audience.None());
  }

  private static Mentions of(AddressingMode mode, boolean everyone, Recipient... people) {
    return Mentions.of(
        mentioning(everyone, people),
        group(mode),
        number -> number.equals(CAI) ? Optional.of(CAI_LID) : Optional.empty());
  }

  private static Recipient address(UserJid jid) {
    return new Recipient.Address(jid);
  }

  private record Row(
      String name,
      AddressingMode mode,
      Recipient written,
      UserJid mentioned,
      String in,
      String out) {
    void check() {
      Mentions mentions = of(mode, false, written);
      assertEquals(List.of(mentioned), mentions.people());
      assertEquals(TextContent.of(out), mentions.named(TextContent.of(in)));
    }
  }

  @TestFactory
  Stream<DynamicTest> namesPeopleAsTheGroupDoes() {
    AddressingMode lid = AddressingMode.LID;
    AddressingMode pn = AddressingMode.PN;
    String ana = "@" + ANA_LID.user();
    return Stream.of(
            new Row("a member's number, by LID", lid, ANA_WRITTEN, ANA_LID, "@551187654321", ana),
            new Row("as it was written", lid, ANA_WRITTEN, ANA_LID, "@5511987654321!", ana + "!"),
            new Row("with a plus", lid, ANA_WRITTEN, ANA_LID, "hi @+5511987654321", "hi " + ana),
            new Row("by LID already", lid, ANA_WRITTEN, ANA_LID, ana, ana),
            new Row(
                "twice",
                lid,
                address(ANA),
                ANA_LID,
                "@551187654321 @551187654321",
                ana + " " + ana),
            new Row(
                "behind a bracket", lid, address(ANA), ANA_LID, "(@551187654321)", "(" + ana + ")"),
            new Row(
                "an e-mail address",
                lid,
                address(ANA),
                ANA_LID,
                "a@551187654321",
                "a@551187654321"),
            new Row(
                "a longer number", lid, address(ANA), ANA_LID, "@5511876543210", "@5511876543210"),
            new Row(
                "a word of digits first",
                lid,
                address(ANA),
                ANA_LID,
                "@551187654321x",
                "@551187654321x"),
            new Row("somebody else's", lid, address(ANA), ANA_LID, "@12025550123", "@12025550123"),
            new Row("a LID, by number", pn, address(ANA_LID), ANA, ana, "@551187654321"),
            new Row("a number, by number", pn, ANA_WRITTEN, ANA, "@5511987654321", "@551187654321"),
            new Row(
                "no member, LID known",
                lid,
                address(CAI),
                CAI_LID,
                "@12025550199",
                "@" + CAI_LID.user()),
            new Row("no member, by number", pn, address(CAI), CAI, "@12025550199", "@12025550199"),
            new Row(
                "nobody known",
                lid,
                address(UserJid.phone("12025550177")),
                UserJid.phone("12025550177"),
                "@12025550177",
                "@12025550177"))
        .map(row -> DynamicTest.dynamicTest(row.name(), row::check));
  }

  @Test
  void mentionsOneWhoIsNamedTwiceOnce() {
    assertEquals(
        List.of(ANA_LID),
        of(AddressingMode.LID, false, ANA_WRITTEN, address(ANA), address(ANA_LID)).people());
  }

  @Test
  void leavesGroupsOut() {
    assertEquals(
        List.of(BIA_LID),
        of(AddressingMode.LID, false, new Recipient.Address(TEAM), address(BIA)).people());
  }

  @Test
  void mentionsEverybodyAsTheGroupKnowsThemAndStillPutsWordsRight() {
    Mentions all = of(AddressingMode.LID, true, address(ANA));
    assertEquals(List.of(ANA_LID, BIA_LID), all.people());
    assertEquals(TextContent.of("@" + ANA_LID.user()), all.named(TextContent.of("@" + ANA.user())));
  }

  @Test
  void goesByWhatWasWrittenWhenTheGroupIsNotKnown() {
    Mentions guessed =
        Mentions.unresolved(
            mentioning(false, ANA_WRITTEN, new Recipient.Address(TEAM), address(BIA_LID)));
    assertEquals(List.of(ANA, BIA_LID), guessed.people());
  }

  @Test
  void putsTheWordsOfAnEditRight() {
    MessageKey target = MessageKey.of(TEAM, true, new MessageId("3EB0AA"));
    MessageContent edit = new EditContent(target, TextContent.of("@" + ANA.user()));
    assertEquals(
        new EditContent(target, TextContent.of("@" + ANA_LID.user())),
        of(AddressingMode.LID, false, address(ANA)).named(edit));
  }
}
