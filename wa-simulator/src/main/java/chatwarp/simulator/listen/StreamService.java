package chatwarp.simulator.listen;

/** Answers requests with bodies too large for memory; called on a virtual thread, may block. */
public interface StreamService {

  /** Whether a path is of this service; all others are ordinary requests. */
  boolean takes(String path);

  /** Answers one request; never throws for what a client sent. */
  StreamAnswer answer(StreamRequest request);
}
