package chatwarp.adapters.wa.session;

import chatwarp.adapters.wa.device.StateCache;
import chatwarp.adapters.wa.media.MediaHostRule;
import chatwarp.adapters.wa.media.MediaHttp;
import chatwarp.adapters.wa.message.WireContents;
import chatwarp.adapters.wa.stream.Connector;
import chatwarp.adapters.wa.stream.WebVersion;
import chatwarp.adapters.wa.transport.HostResolver;
import chatwarp.adapters.wa.transport.TlsClient;
import chatwarp.domain.model.Network;
import chatwarp.domain.port.ContentCodec;
import chatwarp.domain.port.ProtocolSession;
import chatwarp.domain.port.ProtocolSessionFactory;
import chatwarp.domain.port.SessionContext;
import chatwarp.domain.port.StateStore;
import chatwarp.domain.port.Timers;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;

/** Makes sessions on one network. One for the process; any thread may call. */
public final class WaSessions implements ProtocolSessionFactory, AutoCloseable {
  private final Parts parts;
  private final ContentCodec contents = new WireContents();

  /**
   * What all sessions share.
   *
   * @param spool the folder of files on their way to a media host
   * @param random secure, and safe for any thread
   * @param executor a virtual thread for each task
   */
  record Parts(
      Connector connector,
      HostResolver resolver,
      MediaHttp mediaHttp,
      Path spool,
      WebVersion version,
      StateStore store,
      StateCache cache,
      InstantSource clock,
      RandomGenerator random,
      Executor executor,
      Timers timers) {}

  /**
   * Connects nowhere yet.
   *
   * @param store read only; what a session changes goes through its host
   * @param random a secure generator that any thread may use
   * @param executor a new virtual thread for each task
   */
  public WaSessions(
      WaSettings settings,
      StateStore store,
      InstantSource clock,
      RandomGenerator random,
      Executor executor,
      Timers timers) {
    HostResolver resolver =
        settings.loopbackOnly() ? HostResolver.loopbackOnly() : HostResolver.system();
    TlsClient tls = settings.trustAnyTls() ? TlsClient.trustingLoopback() : TlsClient.system();
    this.parts =
        new Parts(
            new Connector(settings.network(), resolver, tls, clock, random),
            resolver,
            new MediaHttp(new MediaHostRule(settings.network()), tls),
            settings.spool(),
            WebVersion.parse(settings.webVersion()),
            store,
            new StateCache(settings.stateCacheBytes()),
            clock,
            random,
            executor,
            timers);
  }

  @Override
  public ProtocolSession create(SessionContext context) {
    return new WaSession(context, parts);
  }

  @Override
  public ContentCodec contents() {
    return contents;
  }

  @Override
  public Network network() {
    return parts.connector().network();
  }

  /** Closes idle connections to media hosts; sessions are closed by who made them. */
  @Override
  public void close() {
    parts.mediaHttp().close();
  }
}
