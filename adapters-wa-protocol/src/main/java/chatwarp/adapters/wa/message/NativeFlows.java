package chatwarp.adapters.wa.message;

import chatwarp.adapters.wa.proto.InteractiveMessage.NativeFlowMessage;
import chatwarp.domain.content.NativeFlowButton;
import chatwarp.domain.model.InvalidValueException;
import java.util.List;
import java.util.Map;

/** Buttons of native flows: a name, and a JSON object whose members depend on it (05 §19). */
final class NativeFlows {
  private static final String REPLY = "quick_reply";
  private static final String LINK = "cta_url";
  private static final String CALL = "cta_call";
  private static final String COPY = "cta_copy";
  private static final String PAYMENT = "payment_info";
  private static final String TEXT = "display_text";
  private static final String PIX = "pix_static_code";

  private NativeFlows() {}

  /**
   * A button on the wire.
   *
   * @param reference names a payment
   */
  static NativeFlowMessage.NativeFlowButton write(NativeFlowButton button, String reference) {
    return switch (button) {
      case NativeFlowButton.Reply(String text, String id) ->
          flow(REPLY, object(TEXT, text, "id", id));
      case NativeFlowButton.Link(String text, String url) ->
          flow(LINK, object(TEXT, text, "url", url, "merchant_url", url));
      case NativeFlowButton.Call(String text, String number) ->
          flow(CALL, object(TEXT, text, "phone_number", number));
      case NativeFlowButton.Copy(String text, String code) ->
          flow(COPY, object(TEXT, text, "copy_code", code));
      case NativeFlowButton.Pix pix -> flow(PAYMENT, payment(pix, reference));
      case NativeFlowButton.Other(String name, String params) -> {
        JsonTree.object("buttonParamsJson", params);
        yield flow(name, params);
      }
    };
  }

  private static NativeFlowMessage.NativeFlowButton flow(String name, String params) {
    return NativeFlowMessage.NativeFlowButton.newBuilder()
        .setName(name)
        .setButtonParamsJson(params)
        .build();
  }

  private static String object(String... namesAndTexts) {
    StringBuilder json = new StringBuilder("{");
    for (int i = 0; i < namesAndTexts.length; i += 2) {
      json.append(i == 0 ? "" : ",")
          .append(WireJson.quoted(namesAndTexts[i]))
          .append(':')
          .append(WireJson.quoted(namesAndTexts[i + 1]));
    }
    return json.append('}').toString();
  }

  /** An order over nothing whose only use is the key to pay to; phones show just that. */
  private static String payment(NativeFlowButton.Pix pix, String reference) {
    String nothing = "{\"value\":0,\"offset\":100}";
    return "{\"currency\":"
        + WireJson.quoted(pix.currency())
        + ",\"total_amount\":"
        + nothing
        + ",\"reference_id\":"
        + WireJson.quoted(reference)
        + ",\"type\":\"physical-goods\",\"order\":{\"status\":\"pending\",\"subtotal\":"
        + nothing
        + ",\"order_type\":\"ORDER\",\"items\":[{\"name\":\"\",\"amount\":"
        + nothing
        + ",\"quantity\":0,\"sale_amount\":"
        + nothing
        + "}]},\"payment_settings\":[{\"type\":\"pix_static_code\",\"pix_static_code\":"
        + object("merchant_name", pix.merchant(), "key", pix.key(), "key_type", pix.keyType())
        + "}],\"share_payment_status\":false}";
  }

  static NativeFlowButton read(NativeFlowMessage.NativeFlowButton button) {
    return read(button.getName(), button.getButtonParamsJson());
  }

  /** A button in our words; what does not look as expected stays as it is. */
  static NativeFlowButton read(String name, String params) {
    Map<String, Object> read;
    try {
      read = JsonTree.object("buttonParamsJson", params);
    } catch (InvalidValueException e) {
      return new NativeFlowButton.Other(name, params);
    }
    String text = JsonTree.text(read, TEXT);
    return switch (name) {
      case REPLY -> new NativeFlowButton.Reply(text, JsonTree.text(read, "id"));
      case LINK -> new NativeFlowButton.Link(text, JsonTree.text(read, "url"));
      case CALL -> new NativeFlowButton.Call(text, JsonTree.text(read, "phone_number"));
      case COPY -> new NativeFlowButton.Copy(text, JsonTree.text(read, "copy_code"));
      case PAYMENT -> pix(read, params);
      default -> new NativeFlowButton.Other(name, params);
    };
  }

  private static NativeFlowButton pix(Map<String, Object> payment, String params) {
    if (payment.get("payment_settings") instanceof List<?> settings) {
      for (Object setting : settings) {
        if (setting instanceof Map<?, ?> one && one.get(PIX) instanceof Map<?, ?> code) {
          return new NativeFlowButton.Pix(
              JsonTree.text(payment, "currency"),
              JsonTree.text(code, "merchant_name"),
              JsonTree.text(code, "key_type"),
              JsonTree.text(code, "key"));
        }
      }
    }
    return new NativeFlowButton.Other(PAYMENT, params);
  }

  /** What the reply to a flow says was chosen: its id. */
  static String chosenId(String params) {
    try {
      return JsonTree.text(JsonTree.object("paramsJson", params), "id");
    } catch (InvalidValueException e) {
      return "";
    }
  }
}
