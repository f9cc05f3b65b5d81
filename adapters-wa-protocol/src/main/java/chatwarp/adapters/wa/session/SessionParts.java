package chatwarp.adapters.wa.session;

import chatwarp.adapters.wa.contact.Existence;
import chatwarp.adapters.wa.contact.Introductions;
import chatwarp.adapters.wa.contact.PictureNews;
import chatwarp.adapters.wa.contact.Privacy;
import chatwarp.adapters.wa.contact.TokenTerms;
import chatwarp.adapters.wa.contact.TrustedContacts;
import chatwarp.adapters.wa.device.DeviceLists;
import chatwarp.adapters.wa.device.PreKeyService;
import chatwarp.adapters.wa.device.StagedState;
import chatwarp.adapters.wa.group.GroupNews;
import chatwarp.adapters.wa.group.Groups;
import chatwarp.adapters.wa.media.MediaRetries;
import chatwarp.adapters.wa.message.Ciphers;
import chatwarp.adapters.wa.message.Incoming;
import chatwarp.adapters.wa.message.Outgoing;
import chatwarp.adapters.wa.message.PhoneRequests;
import chatwarp.adapters.wa.message.ReceiptReader;
import chatwarp.adapters.wa.message.RetryAnswers;
import chatwarp.adapters.wa.message.RetryRequests;
import chatwarp.adapters.wa.stream.Lane;
import chatwarp.adapters.wa.stream.ServerClock;
import chatwarp.domain.port.SessionContext;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a session consists of besides its connection; put together here, decided elsewhere. */
final class SessionParts {
  private static final Logger LOG = LoggerFactory.getLogger(SessionParts.class);
  private static final int INBOX = 256;
  private static final int CHORES = 64;
  private static final int PICTURES = 1024;

  final SessionContext context;
  final WaSessions.Parts shared;
  final StagedState state;
  final ServerClock clock;
  final Lane inboxLane;
  final Lane chores;
  final DeviceLists devices;
  final Groups groups;
  final PreKeyService preKeys;
  final Outgoing outgoing;
  final Existence existence;
  final Presence presence;
  final Outbox outbox;
  final Inbox inbox;
  final Login login;
  final MediaRetries mediaRetries;
  final Privacy privacy;
  final TrustedContacts trusted;

  /**
   * @param notKept is told when a step could not be kept
   */
  SessionParts(SessionContext context, WaSessions.Parts shared, Consumer<Throwable> notKept) {
    this.context = context;
    this.shared = shared;
    this.clock = new ServerClock(shared.clock());
    this.state =
        new StagedState(
            context.instance(),
            context.auth(),
            shared.store(),
            shared.cache(),
            context.host(),
            shared.executor(),
            notKept,
            failure -> LOG.warn("{}: an effect failed", context.instance(), failure));
    this.inboxLane = lane("inbox", INBOX);
    this.chores = lane("chore", CHORES);
    Ciphers ciphers = new Ciphers(shared.random());
    this.devices = new DeviceLists(state, shared.clock());
    this.groups = new Groups(state);
    this.preKeys = new PreKeyService(state, shared.random());
    TokenTerms tokenTerms = new TokenTerms();
    this.trusted = new TrustedContacts(state, tokenTerms, clock);
    Introductions introductions = new Introductions(trusted, chores);
    this.outgoing =
        new Outgoing(
            state,
            devices,
            groups,
            ciphers,
            trusted,
            introductions,
            context.host(),
            shared.random(),
            clock);
    this.existence = new Existence(state, devices);
    this.presence = new Presence(state, context.options().markOnline());
    this.mediaRetries = new MediaRetries(shared.random());
    this.privacy = new Privacy();
    this.outbox =
        new Outbox(
            context.instance(),
            state,
            shared.store(),
            devices,
            clock,
            chores,
            introductions,
            outgoing::readdress);
    Incoming incoming =
        new Incoming(
            state,
            ciphers,
            new RetryRequests(shared.random(), clock),
            trusted,
            new PhoneRequests(
                state, ciphers, context.host(), shared.random(), clock, shared.timers(), chores),
            context.host(),
            clock,
            presence::shown,
            presence::show);
    this.inbox =
        new Inbox(
            state,
            incoming,
            new ReceiptReader(state, clock),
            new RetryAnswers(state, ciphers, shared.random(), clock, chores),
            new Notifications(
                state,
                devices,
                preKeys,
                new GroupNews(clock),
                mediaRetries,
                privacy,
                trusted,
                introductions,
                new PictureNews(state, trusted, context.host(), lane("picture", PICTURES)),
                chores),
            context.host());
    this.login = new Login(state, preKeys, outbox, privacy, tokenTerms, clock);
  }

  private Lane lane(String name, int capacity) {
    return new Lane(
        shared.executor(),
        capacity,
        failure -> LOG.warn("{}: a task of the {} lane failed", context.instance(), name, failure));
  }
}
