package chatwarp.adapters.wa.media;

import static org.junit.jupiter.api.Assertions.assertEquals;

import chatwarp.domain.model.Network;
import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MediaHostRuleTest {
  private static boolean allows(Network network, String host, int port) {
    return new MediaHostRule(network).allows(host, port);
  }

  private static Network at(String host) {
    return new Network(URI.create("ws://" + host + ":8090/ws/chat"), "00".repeat(32));
  }

  @ParameterizedTest(name = "{0}:{1} {2}")
  @CsvSource({
    "mmg.whatsapp.net, 443, true",
    "MMG.WhatsApp.Net., 443, true",
    "media-ams4-1.cdn.whatsapp.net, 443, true",
    "mmg.whatsapp.net, 8443, false",
    "whatsapp.net.example.org, 443, false",
    "evilwhatsapp.net, 443, false",
    "example.org, 443, false",
    "127.0.0.1, 443, false",
    "localhost, 443, false",
    "169.254.169.254, 443, false"
  })
  void takesRealFilesFromWhatsAppAlone(String host, int port, boolean allowed) {
    assertEquals(allowed, allows(Network.WHATSAPP, host, port));
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource({
    "127.0.0.1, true",
    "localhost, true",
    "127.9.9.9, true",
    "::1, true",
    "[::1], true",
    "mmg.whatsapp.net, false",
    "10.0.0.1, false",
    "127.0.0.1.example.org, false"
  })
  void takesSimulatedFilesFromThisMachineAlone(String host, boolean allowed) {
    assertEquals(allowed, allows(at("127.0.0.1"), host, 8443));
    assertEquals(allowed, allows(at("localhost"), host, 8443));
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource({
    "simulator.lan, true",
    "SIMULATOR.lan, true",
    "other.lan, false",
    "127.0.0.1, false",
    "mmg.whatsapp.net, false"
  })
  void takesFilesOfAnotherMachineFromThereAlone(String host, boolean allowed) {
    assertEquals(allowed, allows(at("simulator.lan"), host, 8443));
  }
}
