package chatwarp.simulator.admin;

import chatwarp.adapters.wa.node.Node;
import chatwarp.simulator.content.StanzaCheck;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A message stanza as it came, without its ciphertexts. */
final class StanzaView {
  private StanzaView() {}

  static Map<String, Object> of(Node stanza) {
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("attributes", attributes(stanza));
    StanzaCheck.mediatype(stanza).ifPresent(mediatype -> view.put("mediatype", mediatype));
    view.put(
        "hide",
        stanza.children("enc").stream().anyMatch(enc -> enc.attrIs("decrypt-fail", "hide")));
    List<Map<String, Object>> side =
        stanza.children().stream()
            .filter(child -> !child.is("enc") && !child.is("device-identity"))
            .map(StanzaView::node)
            .toList();
    view.put("side", side);
    return view;
  }

  private static Map<String, Object> node(Node node) {
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("tag", node.tag());
    view.put("attributes", attributes(node));
    view.put("children", node.children().stream().map(StanzaView::node).toList());
    return view;
  }

  private static Map<String, String> attributes(Node node) {
    Map<String, String> attributes = new LinkedHashMap<>();
    node.attributes().forEach((name, value) -> attributes.put(name, value.text()));
    return attributes;
  }
}
