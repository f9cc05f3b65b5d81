package chatwarp.simulator.request;

import chatwarp.adapters.wa.node.Node;
import chatwarp.simulator.account.Account;
import chatwarp.simulator.account.AccountListener;
import chatwarp.simulator.account.Device;
import chatwarp.simulator.account.DeviceHash;
import chatwarp.simulator.account.KeyIndexList;
import chatwarp.simulator.exchange.Exchange;
import chatwarp.simulator.exchange.StanzaIds;
import chatwarp.simulator.exchange.Stanzas;
import java.time.InstantSource;

/**
 * Tells people when somebody's device list changes: the account itself, and everybody who ever
 * asked for the list and so may hold a copy of it. Safe from any thread.
 */
public final class DeviceNews implements AccountListener {
  private final DeviceListAskers askers;
  private final Exchange exchange;
  private final StanzaIds ids;
  private final InstantSource clock;

  public DeviceNews(
      DeviceListAskers askers, Exchange exchange, StanzaIds ids, InstantSource clock) {
    this.askers = askers;
    this.exchange = exchange;
    this.ids = ids;
    this.clock = clock;
  }

  @Override
  public void created(Account account) {}

  @Override
  public void online(Device companion) {}

  @Override
  public void linked(Device companion) {
    tell(companion, "add");
  }

  @Override
  public void unlinked(Device companion) {
    tell(companion, "remove");
  }

  private void tell(Device changed, String what) {
    Account account = changed.account();
    Node news = news(changed, what);
    for (Device own : account.devices()) {
      if (!own.equals(changed)) {
        exchange.post(own, news);
      }
    }
    askers.of(account).forEach(asker -> exchange.post(asker, news));
  }

  private Node news(Device changed, String what) {
    Account account = changed.account();
    KeyIndexList list = account.keyIndexes();
    Node change =
        Node.builder(what)
            .attr("device_hash", DeviceHash.of(account.devices(), false))
            .attr("device_lid_hash", DeviceHash.of(account.devices(), true))
            .children(
                Node.builder("device")
                    .attr("jid", changed.jid())
                    .attr("lid", changed.lid())
                    .attr("key-index", changed.keyIndex())
                    .build(),
                UsyncRequests.keyIndexes(list))
            .build();
    return Stanzas.notification(
            account.phone(), "devices", ids.next(), clock.instant().getEpochSecond())
        .attr("lid", account.lid())
        .children(change)
        .build();
  }
}
