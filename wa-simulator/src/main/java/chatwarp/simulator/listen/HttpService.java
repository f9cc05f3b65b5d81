package chatwarp.simulator.listen;

/** Answers HTTP requests; called on a virtual thread, may block. */
@FunctionalInterface
public interface HttpService {

  /** Answers one request. */
  HttpAnswer answer(HttpRequest request);
}
