package chatwarp.simulator.request;

import chatwarp.domain.model.DeviceJid;
import chatwarp.simulator.account.Accounts;
import chatwarp.simulator.account.Device;
import chatwarp.simulator.exchange.Answer;
import chatwarp.simulator.exchange.Stanzas;
import java.util.Optional;

/** A companion unlinks itself or, from the phone, another (03 §9). */
final class LogoutRequests implements Topic {
  private final Accounts accounts;

  LogoutRequests(Accounts accounts) {
    this.accounts = accounts;
  }

  @Override
  public Optional<Answer> answer(Request request) {
    if (!request.isSet() || !request.subject().equals("remove-companion-device")) {
      return Optional.empty();
    }
    Device from = request.from();
    Optional<Device> removed =
        request
            .iq()
            .requireChild("remove-companion-device")
            .attrJid("jid")
            .filter(DeviceJid.class::isInstance)
            .flatMap(accounts::device)
            .filter(device -> device.account().equals(from.account()))
            .filter(device -> from.isPhone() || device.equals(from));
    if (removed.isEmpty()) {
      return request.error(403, "forbidden");
    }
    return Optional.of(
        new Answer(Stanzas.result(request.iq()), () -> unlink(request, removed.get())));
  }

  private void unlink(Request request, Device device) {
    if (device.account().unlink(device)) {
      request.exchange().forget(device, Stanzas.deviceRemoved());
      accounts.announceUnlinked(device);
    }
  }
}
