package chatwarp.domain.contract;

import static org.junit.jupiter.api.Assertions.assertTrue;

import chatwarp.domain.model.DisconnectReason;
import chatwarp.domain.model.StatusPrivacy;
import chatwarp.domain.model.UserJid;
import chatwarp.domain.port.ProtocolSessionFactory;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

final class InMemorySessionTest extends ProtocolSessionContract {
  @Override
  protected World world() {
    return new InMemoryWorld();
  }

  private static final class InMemoryWorld implements World {
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final ManualTime time = new ManualTime();
    private final InMemoryStores stores = new InMemoryStores(time);
    private final InMemoryWhatsApp whatsApp =
        new InMemoryWhatsApp(
            InMemoryWhatsApp.NETWORK, stores.state(), time, new Random(7), executor);

    @Override
    public ProtocolSessionFactory sessions() {
      return whatsApp;
    }

    @Override
    public StoragePorts stores() {
      return stores.ports();
    }

    @Override
    public void account(String number) {
      whatsApp.phone(number);
    }

    @Override
    public void scan(String number, String qr) {
      whatsApp.phone(number).scan(qr);
    }

    @Override
    public void enterCode(String number, String code) {
      whatsApp.phone(number).enterCode(code);
    }

    @Override
    public void sendText(String number, UserJid to, String text) {
      whatsApp.phone(number).sendText(to, text);
    }

    @Override
    public List<String> awaitTexts(String number, int count) {
      return whatsApp.phone(number).awaitTexts(count);
    }

    @Override
    public void nackNext(String number, int code) {
      whatsApp.nackNext(code);
    }

    @Override
    public void loseNextAck(String number) {
      whatsApp.loseNextAck();
    }

    @Override
    public void drop(String number) {
      whatsApp.closeConnections(whatsApp.phone(number), DisconnectReason.CONNECTION_LOST);
    }

    @Override
    public void unlink(String number) {
      whatsApp.phone(number).unlink();
    }

    @Override
    public void showStatus(String number, StatusPrivacy to) {
      whatsApp.phone(number).showStatus(to);
    }

    @Override
    public void expireMedia() {
      whatsApp.expireMedia();
    }

    @Override
    public void close() {
      executor.shutdownNow();
      assertTrue(whatsApp.reusedKeys().isEmpty(), "message keys were used twice");
    }
  }
}
