package chatwarp.simulator.scenario;

import chatwarp.domain.contract.ProtocolSessionContract;
import chatwarp.domain.contract.StoragePorts;
import chatwarp.domain.model.StatusPrivacy;
import chatwarp.domain.model.UserJid;
import chatwarp.domain.port.ProtocolSessionFactory;
import java.util.List;
import java.util.Map;

/** The real session, on real sockets, keeps the contract of sessions. */
class WaSessionContractTest extends ProtocolSessionContract {
  @Override
  protected World world() {
    Offline offline = new Offline(false);
    return new World() {
      @Override
      public ProtocolSessionFactory sessions() {
        return offline.sessions;
      }

      @Override
      public StoragePorts stores() {
        return offline.stores.ports();
      }

      @Override
      public void account(String number) {
        offline.account(number);
      }

      @Override
      public void scan(String number, String qr) {
        offline.scan(number, qr);
      }

      @Override
      public void enterCode(String number, String code) {
        offline.post("/admin/mock-phone/link-code", Map.of("phone", number, "code", code));
      }

      @Override
      public void sendText(String number, UserJid to, String text) {
        offline.sendText(number, to, text);
      }

      @Override
      public List<String> awaitTexts(String number, int count) {
        return offline.awaitTexts(number, count);
      }

      @Override
      public void nackNext(String number, int code) {
        offline.fault(number, Map.of("kind", "nack", "code", code));
      }

      @Override
      public void loseNextAck(String number) {
        offline.fault(number, Map.of("kind", "drop_ack"));
      }

      @Override
      public void drop(String number) {
        offline.fault(number, Map.of("kind", "close"));
      }

      @Override
      public void unlink(String number) {
        offline.post("/admin/accounts/" + number + "/unlink", Map.of("device", 1));
      }

      @Override
      public void showStatus(String number, StatusPrivacy to) {
        offline.showStatus(number, to);
      }

      @Override
      public void expireMedia() {
        offline.post("/admin/media/expire", Map.of("all", true));
      }

      @Override
      public void close() {
        offline.close();
      }
    };
  }
}
