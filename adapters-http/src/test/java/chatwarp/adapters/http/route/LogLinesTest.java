package chatwarp.adapters.http.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import chatwarp.application.instance.InstanceException;
import chatwarp.domain.port.StoreException;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class LogLinesTest {
  private final Logger logger = (Logger) LoggerFactory.getLogger("chatwarp.adapters.http");
  private final BlockingQueue<ILoggingEvent> lines = new LinkedBlockingQueue<>();
  private final AppenderBase<ILoggingEvent> appender =
      new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent line) {
          line.prepareForDeferredProcessing();
          lines.add(line);
        }
      };
  private final Api api = Api.withShop();

  @BeforeEach
  void listen() {
    appender.start();
    logger.setLevel(Level.DEBUG);
    logger.addAppender(appender);
  }

  @AfterEach
  void stop() {
    logger.detachAppender(appender);
    logger.setLevel(Level.WARN);
    api.close();
  }

  @Test
  void aFaultIsLoggedWithItsCauseUnderTheRequestId() throws InterruptedException {
    api.instances.failWith(new IllegalStateException("the cause"));
    Api.Reply reply = api.get("/instance/fetchInstances");
    ILoggingEvent line = next();
    assertEquals(Level.ERROR, line.getLevel());
    assertEquals("the cause", line.getThrowableProxy().getMessage());
    assertEquals(reply.headers().get("X-Request-Id"), line.getMDCPropertyMap().get("request_id"));
  }

  @Test
  void aStoreThatIsAwayIsAWarning() throws InterruptedException {
    api.instances.failWith(new StoreException.Unavailable(new IOException("gone")));
    api.get("/instance/fetchInstances");
    assertEquals(Level.WARN, next().getLevel());
  }

  @Test
  void aServerThatIsStillStartingIsAWarningWithoutATrace() throws InterruptedException {
    api.instances.failWith(new InstanceException.Starting());
    api.get("/instance/fetchInstances");
    ILoggingEvent line = next();
    assertEquals(Level.WARN, line.getLevel());
    assertEquals("a request was turned away: starting", line.getFormattedMessage());
    assertNull(line.getThrowableProxy());
  }

  @Test
  void linesNameTheInstanceAndNothingThatWasSaid() throws InterruptedException {
    api.post("/message/sendText/shop", "{\"number\":\"5511988887777\",\"text\":\"hidden words\"}");
    ILoggingEvent line = next();
    assertEquals("shop", line.getMDCPropertyMap().get("instance"));
    for (String hidden : List.of("hidden words", "5511988887777", Api.KEY)) {
      assertFalse(line.getFormattedMessage().contains(hidden), line.getFormattedMessage());
      assertFalse(line.getMDCPropertyMap().toString().contains(hidden));
    }
  }

  @Test
  void nothingOfARequestIsLeftForTheNextOne() throws InterruptedException {
    api.get("/instance/shop/state");
    next();
    api.get("/healthz");
    assertTrue(next().getMDCPropertyMap().get("instance") == null);
  }

  private ILoggingEvent next() throws InterruptedException {
    ILoggingEvent line = lines.poll(10, TimeUnit.SECONDS);
    assertTrue(line != null, "no line in time");
    return line;
  }
}
