package chatwarp.adapters.http.evolution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import chatwarp.adapters.http.evolution.schema.InvalidBodyException;
import chatwarp.application.message.Quoted;
import chatwarp.application.message.Recipient;
import chatwarp.application.message.SendContent;
import chatwarp.application.message.SendRequest;
import chatwarp.domain.content.TextContent;
import chatwarp.domain.content.WireContent;
import chatwarp.domain.model.GroupJid;
import chatwarp.domain.model.InvalidValueException;
import chatwarp.domain.model.MessageId;
import chatwarp.domain.model.UserJid;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class SendBodiesTest {
  private final SendBodies bodies =
      new SendBodies(
          Duration.ofSeconds(60), json -> new WireContent("conversation", new byte[0], json));

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "nothing at all|{}|instance requires property \"number\";instance requires property \"text\"",
        "no text|{'number':'1'}|instance requires property \"text\"",
        "no number|{'text':'x'}|instance requires property \"number\"",
        "empty number|{'number':'','text':'x'}|The \"number\" cannot be empty",
        "number not a string|{'number':5511,'text':'x'}|Invalid format",
        "number null|{'number':null,'text':'x'}|Invalid format",
        "text not a string|{'number':'1','text':5}|text is not of a type(s) string",
        "preview not a boolean|{'number':'1','text':'x','linkPreview':'yes'}|linkPreview is not of a"
            + " type(s) boolean",
        "delay a string|{'number':'1','text':'x','delay':'1000'}|Enter a value in milliseconds",
        "delay a fraction|{'number':'1','text':'x','delay':1.5}|Enter a value in milliseconds",
        "quoted without id|{'number':'1','text':'x','quoted':{'key':{}}}|quoted.key requires"
            + " property \"id\"",
        "quoted with an empty id|{'number':'1','text':'x','quoted':{'key':{'id':''}}}|The \"id\""
            + " cannot be empty",
        "quoted by number|{'number':'1','text':'x','quoted':{'key':{'id':'a','fromMe':1}}}"
            + "|quoted.key.fromMe is not of a type(s) boolean",
        "nobody mentioned|{'number':'1','text':'x','mentioned':[]}|mentioned does not meet minimum"
            + " length of 1",
        "mentioned twice|{'number':'1','text':'x','mentioned':['1','1']}|mentioned contains"
            + " duplicate item",
        "mentioned by name|{'number':'1','text':'x','mentioned':['ana']}|\"mentioned\" must be an"
            + " array of numeric strings",
        "mentioned no array|{'number':'1','text':'x','mentioned':'1'}|mentioned is not of a type(s)"
            + " array",
        "id not hex|{'number':'1','text':'x','messageId':'zz'}|messageId does not match pattern"
            + " \"^([0-9A-Fa-f]{16,32})?$\"",
        "members before missing before empty|{'number':'','linkPreview':1,'delay':'x'}|linkPreview is"
            + " not of a type(s) boolean;Enter a value in milliseconds;instance requires property"
            + " \"text\";The \"number\" cannot be empty",
      })
  void saysWhatIsWrongInTheWordsAndOrderOfThePeer(String label, String body, String violations) {
    InvalidBodyException thrown = assertThrows(InvalidBodyException.class, () -> text(body));
    assertEquals(List.of(violations.split(";")), thrown.violations());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "array|[]",
        "number|5",
        "null|null",
      })
  void aBodyThatIsNoObjectIsRefused(String label, String body) {
    InvalidBodyException thrown = assertThrows(InvalidBodyException.class, () -> text(body));
    assertEquals(List.of("instance is not of a type(s) object"), thrown.violations());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "today's|{'number':'12025550123','text':'hi','delay':1200,'quoted':{'key':{'id':'AA'}}}",
        "version 1|{'number':'12025550123','options':{'delay':1200,'presence':'composing',"
            + "'quoted':{'key':{'id':'AA'}}},'textMessage':{'text':'hi'}}",
        "the seed's|{'to':'12025550123','content':{'type':'text','text':'hi'},'delay':1200,"
            + "'quoted':{'key':{'id':'AA'}}}",
        "a whole delay written 1200.0|{'number':'12025550123','text':'hi','delay':1200.0,"
            + "'quoted':{'key':{'id':'AA'}}}",
      })
  void readsEverySpelling(String label, String body) {
    SendRequest request = text(body);
    assertEquals("hi", said(request).text());
    assertEquals("12025550123", ((Recipient.Phone) request.recipient()).written());
    assertEquals(Optional.of(Duration.ofMillis(1200)), request.options().delay());
    assertEquals(Optional.of(new Quoted.Kept(new MessageId("AA"))), request.options().quoted());
  }

  @Test
  void todaysSpellingWinsOverOlderOnes() {
    SendRequest request =
        text(
            "{'number':'1','to':'2','text':'new','textMessage':{'text':'old'},'content':{'text':'s'}}");
    assertEquals("new", said(request).text());
    assertEquals("1", ((Recipient.Phone) request.recipient()).written());
  }

  @Test
  void aBlankTextIsRefusedInThePeersWords() {
    InvalidValueException thrown =
        assertThrows(InvalidValueException.class, () -> text("{'number':'1','text':'  '}"));
    assertEquals("Text is required", thrown.reason());
  }

  @Test
  void mentionsPeopleInGroupsOnly() {
    String mentions = "'text':'@1','mentioned':['12025550123','5@s.whatsapp.net','1-2@g.us']}";
    assertEquals(
        List.of(
            NumberText.recipient("12025550123"),
            new Recipient.Address(UserJid.phone("5")),
            new Recipient.Address(new GroupJid("1-2"))),
        text("{'number':'1-2@g.us'," + mentions).options().mentioned());
    assertEquals(List.of(), text("{'number':'1'," + mentions).options().mentioned());
  }

  @Test
  void cutsALongDelayAndDropsANegativeOne() {
    assertEquals(
        Optional.of(Duration.ofSeconds(60)),
        text("{'number':'1','text':'x','delay':99999999999999}").options().delay());
    assertEquals(Optional.empty(), text("{'number':'1','text':'x','delay':-5}").options().delay());
    assertEquals(Optional.empty(), text("{'number':'1','text':'x','delay':0}").options().delay());
  }

  @Test
  void aCallerMayChooseTheId() {
    assertEquals(
        Optional.of(new MessageId("3EB0C7A1B2D3E4F5A6B7C8")),
        text("{'number':'1','text':'x','messageId':'3EB0C7A1B2D3E4F5A6B7C8'}").id());
    assertEquals(Optional.empty(), text("{'number':'1','text':'x','messageId':''}").id());
  }

  @Test
  void theDigestKnowsARepeatWhateverItsOrderAndSpelling() {
    SendRequest first = text("{'number':'1','text':'x','delay':5}");
    assertEquals(first.digest(), text("{'delay':5,'text':'x','number':'1'}").digest());
    assertEquals(
        first.digest(), text("{'to':'1','content':{'type':'text','text':'x'},'delay':5}").digest());
    assertNotEquals(first.digest(), text("{'number':'1','text':'y','delay':5}").digest());
    assertNotEquals(first.digest(), text("{'number':'2','text':'x','delay':5}").digest());
  }

  private SendRequest text(String body) {
    JsonNode json =
        Json.read(
            new ByteArrayInputStream(body.replace('\'', '"').getBytes(StandardCharsets.UTF_8)));
    return bodies.read(SendKind.TEXT, json, new NoUploads(), Optional.empty());
  }

  private static TextContent said(SendRequest request) {
    return (TextContent) ((SendContent.Ready) request.content()).content();
  }
}
