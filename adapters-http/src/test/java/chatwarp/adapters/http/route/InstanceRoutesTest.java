package chatwarp.adapters.http.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chatwarp.domain.model.InstanceName;
import chatwarp.domain.model.WebhookConfig;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class InstanceRoutesTest {
  private final Api api = Api.withShop();

  @AfterEach
  void stop() {
    api.close();
  }

  @Test
  void createsAnInstanceFromANameAlone() {
    Api.Reply reply = api.post("/instance/create", "{\"instanceName\":\"second\"}");
    assertEquals(201, reply.status());
    JsonNode body = reply.json();
    assertEquals("second", body.at("/instance/instanceName").stringValue());
    assertEquals("WHATSAPP-BAILEYS", body.at("/instance/integration").stringValue());
    assertEquals("close", body.at("/instance/status").stringValue());
    assertEquals("created", body.path("status").stringValue());
    assertEquals("TOKEN-OF-second", body.path("hash").stringValue());
    assertFalse(body.at("/settings/rejectCall").booleanValue());
    assertFalse(body.has("qrcode"));
  }

  @Test
  void createsAnInstanceFromTheSeedsSpelling() {
    Api.Reply reply = api.post("/instance/create", "{\"name\":\"second\",\"auto_connect\":true}");
    assertEquals(201, reply.status());
    assertEquals("second", reply.json().at("/instance/instanceName").stringValue());
    assertEquals("connecting", reply.json().at("/instance/status").stringValue());
    assertTrue(reply.json().at("/qrcode/code").stringValue().startsWith("2@"));
    assertTrue(
        reply.json().at("/qrcode/base64").stringValue().startsWith("data:image/png;base64,"));
    assertEquals(1, reply.json().at("/qrcode/count").intValue());
  }

  @Test
  void keepsTheChosenTokenAndSettings() {
    JsonNode body =
        api.post(
                "/instance/create",
                "{\"instanceName\":\"b\",\"token\":\"mine\",\"rejectCall\":true,\"msgCall\":\"no\"}")
            .json();
    assertEquals("mine", body.path("hash").stringValue());
    assertTrue(body.at("/settings/rejectCall").booleanValue());
    assertEquals("no", body.at("/settings/msgCall").stringValue());
  }

  @Test
  void takesTheWebhookObjectInCreate() {
    JsonNode body =
        api.post(
                "/instance/create",
                "{\"instanceName\":\"b\",\"webhook\":{\"url\":\"http://127.0.0.1:9/h\","
                    + "\"byEvents\":true,\"headers\":{\"X-A\":\"1\"},\"events\":[\"CALL\"]}}")
            .json();
    assertEquals("http://127.0.0.1:9/h", body.at("/webhook/webhookUrl").stringValue());
    assertTrue(body.at("/webhook/webhookByEvents").booleanValue());
    assertEquals("1", body.at("/webhook/webhookHeaders/X-A").stringValue());
    WebhookConfig kept = api.instances.webhook(new InstanceName("b")).orElseThrow();
    assertTrue(kept.enabled());
    assertEquals(1, kept.events().size());
  }

  @Test
  void takesVersionOnesFlatWebhookNamesInCreate() {
    api.post(
        "/instance/create",
        "{\"instanceName\":\"b\",\"webhookUrl\":\"http://127.0.0.1:9/h\","
            + "\"webhookBase64\":true,\"webhookEvents\":[\"QRCODE_UPDATED\",\"GROUPS_UPDATE\"]}");
    WebhookConfig kept = api.instances.webhook(new InstanceName("b")).orElseThrow();
    assertTrue(kept.base64());
    assertEquals(2, kept.events().size());
  }

  @Test
  void connectShowsTheQrAsTextAndPicture() {
    api.add(new InstanceName("b"), "t");
    JsonNode body = api.get("/instance/connect/b").json();
    assertEquals("2@ref1,noise,identity,secret", body.path("code").stringValue());
    assertTrue(body.path("base64").stringValue().startsWith("data:image/png;base64,iVBOR"));
    assertTrue(body.path("pairingCode").isNull());
    assertEquals("connecting", body.path("status").stringValue());
    assertFalse(body.has("instance"));
  }

  @Test
  void connectWithANumberGivesAPairingCode() {
    api.add(new InstanceName("b"), "t");
    JsonNode body = api.get("/instance/connect/b?number=%2B55+11+98765-4321").json();
    assertEquals("WZYEH1YY", body.path("pairingCode").stringValue());
  }

  @Test
  void connectOfAnOpenInstanceSaysSo() {
    JsonNode body = api.get("/instance/connect/shop").json();
    assertEquals("{\"instance\":{\"instanceName\":\"shop\",\"state\":\"open\"}}", body.toString());
  }

  @Test
  void tellsTheConnectionState() {
    assertEquals(
        "{\"instance\":{\"instanceName\":\"shop\",\"state\":\"open\"},\"state\":\"open\"}",
        api.get("/instance/connectionState/shop").body());
  }

  @Test
  void tellsTheStateInTheSeedsShape() {
    assertEquals(
        "{\"state\":\"open\",\"qr\":null,\"connected\":true,\"last_error\":null}",
        api.get("/instance/shop/state").body());
  }

  @Test
  void aLiteralSecondSegmentWinsOverAnInstanceOfThatName() {
    api.add(new InstanceName("connectionState"), "t");
    api.add(new InstanceName("state"), "t");
    JsonNode body = api.get("/instance/connectionState/state").json();
    assertEquals("state", body.at("/instance/instanceName").stringValue());
  }

  @Test
  void listsInstancesInTheShapeTheAdminUiReads() {
    JsonNode row = api.get("/instance/fetchInstances").json().path(0);
    assertEquals("shop", row.path("name").stringValue());
    assertEquals("open", row.path("connectionStatus").stringValue());
    assertEquals("5511999990000@s.whatsapp.net", row.path("ownerJid").stringValue());
    assertEquals("tok", row.path("token").stringValue());
    assertEquals("2026-01-02T03:04:05.678Z", row.path("createdAt").stringValue());
    assertEquals(12, row.at("/_count/Message").intValue());
    assertEquals(row.path("id"), row.at("/Setting/instanceId"));
    assertTrue(row.path("Chatwoot").isNull());
  }

  @Test
  void listsOneInstanceByNameIdOrNumber() {
    api.add(new InstanceName("b"), "t");
    String id = api.instances.find(Api.SHOP).orElseThrow().id().toString();
    for (String query :
        new String[] {"instanceName=shop", "instanceId=" + id, "number=5511999990000"}) {
      JsonNode rows = api.get("/instance/fetchInstances?" + query).json();
      assertEquals(1, rows.size(), query);
      assertEquals("shop", rows.at("/0/name").stringValue(), query);
    }
  }

  @Test
  void aTokenListsItsOwnInstancesOnly() {
    api.add(new InstanceName("b"), "other");
    Api.Reply reply =
        api.call("GET", "/instance/fetchInstances", Optional.empty(), Api.withKey("tok"));
    assertEquals(1, reply.json().size());
    assertEquals("shop", reply.json().at("/0/name").stringValue());
  }

  @Test
  void logsOutAndThenIsNotConnected() {
    assertEquals(
        "{\"status\":\"SUCCESS\",\"error\":false,\"response\":{\"message\":\"Instance logged out\"}}",
        api.delete("/instance/logout/shop").body());
    Api.Reply again = api.delete("/instance/logout/shop");
    assertEquals(400, again.status());
    assertEquals(
        "The \"shop\" instance is not connected",
        again.json().at("/response/message/0").stringValue());
  }

  @Test
  void deletesAnInstanceAndFreesItsName() {
    assertEquals(200, api.delete("/instance/delete/shop").status());
    assertEquals(404, api.get("/instance/connectionState/shop").status());
    assertEquals(201, api.post("/instance/create", "{\"instanceName\":\"shop\"}").status());
  }

  @Test
  void restartsByPostAndByPut() {
    assertEquals(200, api.post("/instance/restart/shop", "").status());
    assertEquals(
        200,
        api.call("PUT", "/instance/restart/shop", Optional.empty(), Api.withKey(Api.KEY)).status());
  }

  @Test
  void setsAndFindsTheWebhookInTheAnswersSpelling() {
    Api.Reply set =
        api.post(
            "/webhook/set/shop",
            "{\"webhook\":{\"enabled\":true,\"url\":\"http://127.0.0.1:9/h\",\"byEvents\":true,"
                + "\"events\":[\"MESSAGES_UPSERT\"]}}");
    assertEquals(201, set.status());
    assertTrue(set.json().path("webhookByEvents").booleanValue());
    assertFalse(set.json().path("webhookBase64").booleanValue());
    assertEquals("[\"MESSAGES_UPSERT\"]", set.json().path("events").toString());
    assertEquals(set.json(), api.get("/webhook/find/shop").json());
  }

  @Test
  void findsNoWebhookAsNull() {
    assertEquals("null", api.get("/webhook/find/shop").body());
  }

  @Test
  void takesAFlatWebhookInTheAnswersSpelling() {
    JsonNode row =
        api.post(
                "/webhook/set/shop",
                "{\"enabled\":true,\"url\":\"http://127.0.0.1:9/h\",\"webhookBase64\":true}")
            .json();
    assertTrue(row.path("webhookBase64").booleanValue());
    assertEquals(31, row.path("events").size());
  }

  @Test
  void aDisabledWebhookKeepsItsAddressAndListsNoEvents() {
    api.post("/webhook/set/shop", "{\"enabled\":true,\"url\":\"http://127.0.0.1:9/h\"}");
    JsonNode row =
        api.post("/webhook/set/shop", "{\"webhook\":{\"enabled\":false,\"url\":\"\"}}").json();
    assertFalse(row.path("enabled").booleanValue());
    assertEquals("http://127.0.0.1:9/h", row.path("url").stringValue());
    assertEquals(0, row.path("events").size());
  }
}
