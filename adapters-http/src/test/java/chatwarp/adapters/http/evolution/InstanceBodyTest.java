package chatwarp.adapters.http.evolution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chatwarp.adapters.http.evolution.schema.InvalidBodyException;
import chatwarp.domain.model.InvalidValueException;
import chatwarp.domain.model.ProxyConfig;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InstanceBodyTest {

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "no name|{}|instance requires property \"instanceName\"",
        "empty name|{'instanceName':'','qrcode':true}|The \"instanceName\" cannot be empty",
        "name a number|{'instanceName':5}|instanceName is not of a type(s) string",
        "name null|{'instanceName':null}|instanceName is not of a type(s) string",
        "flag a string|{'instanceName':'a','rejectCall':'true'}|rejectCall is not of a type(s)"
            + " boolean",
        "qrcode a string|{'instanceName':'a','qrcode':'true'}|qrcode is not of a type(s) boolean",
        "number in letters|{'instanceName':'a','number':'abc'}|number does not match pattern"
            + " \"^\\\\d+[\\\\.@\\\\w-]+\"",
        "webhook without url|{'instanceName':'a','webhook':{}}|webhook requires property \"url\"",
        "an unknown event|{'instanceName':'a','webhookEvents':['X']}|webhookEvents[0] is not one of"
            + " enum values: APPLICATION_STARTUP,QRCODE_UPDATED,MESSAGES_SET,MESSAGES_UPSERT,"
            + "MESSAGES_EDITED,MESSAGES_UPDATE,MESSAGES_DELETE,SEND_MESSAGE,SEND_MESSAGE_UPDATE,"
            + "CONTACTS_SET,CONTACTS_UPSERT,CONTACTS_UPDATE,PRESENCE_UPDATE,CHATS_SET,CHATS_UPSERT,"
            + "CHATS_UPDATE,CHATS_DELETE,GROUPS_UPSERT,GROUP_UPDATE,GROUP_PARTICIPANTS_UPDATE,"
            + "CONNECTION_UPDATE,LABELS_EDIT,LABELS_ASSOCIATION,CALL,TYPEBOT_START,"
            + "TYPEBOT_CHANGE_STATUS,REMOVE_INSTANCE,LOGOUT_INSTANCE,INSTANCE_CREATE,"
            + "INSTANCE_DELETE,STATUS_INSTANCE,GROUPS_UPDATE",
      })
  void saysWhatIsWrong(String label, String body, String violation) {
    InvalidBodyException thrown = assertThrows(InvalidBodyException.class, () -> read(body));
    assertEquals(List.of(violation), thrown.violations());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "two names|{'instanceName':'a','name':'b'}|\"name\" and \"instanceName\" differ",
        "business|{'instanceName':'a','integration':'WHATSAPP-BUSINESS'}|Invalid integration",
        "evolution|{'instanceName':'a','integration':'EVOLUTION'}|Invalid integration",
        "address of a file|{'instanceName':'a','webhook':{'url':'file:///x'}}|Invalid \"url\""
            + " property",
        "no address|{'instanceName':'a','webhook':{'url':'not a url'}}|Invalid \"url\" property",
        "proxy protocol|{'instanceName':'a','proxyHost':'h','proxyPort':'1','proxyProtocol':'x'}"
            + "|Invalid proxy",
        "proxy port|{'instanceName':'a','proxyHost':'h','proxyPort':'x','proxyProtocol':'http'}"
            + "|Invalid proxy",
      })
  void refusesWhatCannotBe(String label, String body, String text) {
    assertEquals(
        text, assertThrows(RefusedBodyException.class, () -> read(body)).sentences().getFirst());
  }

  @ParameterizedTest
  @ValueSource(strings = {"a/b", "..", " ", "a\\u0007b"})
  void refusesNamesThatCannotBe(String name) {
    assertThrows(InvalidValueException.class, () -> read("{'instanceName':'" + name + "'}"));
  }

  @Test
  void refusesALineBreakInAHeader() {
    assertThrows(
        InvalidValueException.class,
        () ->
            read(
                "{'instanceName':'a','webhook':{'url':'http://h','headers':{'X':'a\\r\\nY: b'}}}"));
  }

  @Test
  void takesWhatFormsSendForNothing() {
    InstanceBody body =
        read(
            "{'instanceName':'a','number':'','token':'','integration':'','proxyHost':'',"
                + "'proxyPort':'1234','businessId':null,'msgCall':null}");
    assertEquals(Optional.empty(), body.config().number());
    assertEquals(Optional.empty(), body.config().token());
    assertEquals(Optional.empty(), body.config().proxy());
    assertEquals("WHATSAPP-BAILEYS", body.config().integration());
    assertFalse(body.connect());
  }

  @Test
  void readsAProxyWithThePortAsANumber() {
    ProxyConfig proxy =
        read("{'instanceName':'a','proxyHost':'h','proxyPort':1080,'proxyProtocol':'socks5',"
                + "'proxyUsername':'u','proxyPassword':'p'}")
            .config()
            .proxy()
            .orElseThrow();
    assertEquals(1080, proxy.port());
    assertEquals(ProxyConfig.Protocol.SOCKS5, proxy.protocol());
    assertEquals("p", proxy.credentials().orElseThrow().password());
  }

  @Test
  void theDigitsOfTheNumberAreKept() {
    assertEquals(
        Optional.of("5511987654321"),
        read("{'instanceName':'a','number':'5511987654321@s.whatsapp.net'}").config().number());
  }

  @Test
  void qrcodeWinsOverTheSeedsSpelling() {
    assertFalse(read("{'name':'a','qrcode':false,'auto_connect':true}").connect());
    assertTrue(read("{'name':'a','auto_connect':true}").connect());
  }

  private static InstanceBody read(String body) {
    return InstanceBody.read(Json.readObject(body.replace('\'', '"')));
  }
}
