package chatwarp.simulator.request;

import chatwarp.adapters.wa.node.Node;
import chatwarp.simulator.account.Accounts;
import chatwarp.simulator.account.Device;
import chatwarp.simulator.exchange.Answer;
import chatwarp.simulator.exchange.Exchange;
import chatwarp.simulator.exchange.PrivacyTokens;
import chatwarp.simulator.exchange.Requests;
import chatwarp.simulator.exchange.StanzaIds;
import chatwarp.simulator.exchange.Stanzas;
import chatwarp.simulator.exchange.Violations;
import chatwarp.simulator.group.Groups;
import chatwarp.simulator.media.MediaTickets;
import chatwarp.simulator.media.Pictures;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the topic of a request; what nobody knows gets 501, never silence. */
public final class Switchboard implements Requests {
  private static final Logger LOG = LoggerFactory.getLogger(Switchboard.class);

  private final Map<String, Topic> topics = new HashMap<>();

  /**
   * @param mediaHost host and port of the media server, known once the ports are open
   * @param mediaTickets what uploads must show to the media server
   */
  public Switchboard(
      Accounts accounts,
      Groups groups,
      DeviceListAskers askers,
      PrivacyTokens tokens,
      Violations violations,
      StanzaIds ids,
      InstantSource clock,
      Supplier<String> mediaHost,
      MediaTickets mediaTickets,
      Pictures pictures) {
    topics.put("encrypt", new KeyRequests(accounts, ids, clock));
    topics.put("usync", new UsyncRequests(accounts, askers));
    topics.put("w:sync:app:state", new AppStateRequests(ids, clock));
    PrivacyRequests privacy = new PrivacyRequests(accounts, tokens, ids, clock);
    BlocklistRequests blocklist = new BlocklistRequests();
    topics.put("privacy", privacy);
    topics.put("blocklist", blocklist);
    topics.put(
        "w:g2",
        new GroupRequests(
            new GroupDesk(
                accounts,
                groups,
                new GroupNews(ids, clock),
                privacy,
                blocklist,
                tokens,
                violations,
                clock)));
    topics.put(
        "w:profile:picture",
        new PictureRequests(
            accounts, groups, pictures, privacy, tokens, violations, askers, ids, clock));
    topics.put("status", new StatusRequests());
    topics.put("md", new LogoutRequests(accounts));
    SessionRequests session = new SessionRequests(mediaHost, mediaTickets, clock);
    for (String xmlns : SessionRequests.TOPICS) {
      topics.put(xmlns, session);
    }
  }

  @Override
  public Answer answer(Exchange exchange, Device from, Node iq) {
    Topic topic = topics.get(iq.attr("xmlns").orElse(""));
    Optional<Answer> answer =
        topic == null ? Optional.empty() : topic.answer(new Request(exchange, from, iq));
    return answer.orElseGet(() -> {
      LOG.info("no answer for iq {} of {}", iq, iq.attr("xmlns").orElse("no xmlns"));
      return Answer.of(Stanzas.error(iq, 501, "feature-not-implemented"));
    });
  }
}
