package chatwarp.adapters.wa.stream;

import chatwarp.adapters.wa.node.Node;

/** For tests of what is sent and asked: whatever else arrives does not matter. */
public final class DeafListener implements ConnectionListener {
  @Override
  public void loggedIn(Node success) {}

  @Override
  public void acknowledged(Node ack) {}

  @Override
  public void arrived(Node stanza) {}

  @Override
  public void asked(Node iq) {}

  @Override
  public void informed(Node ib) {}

  @Override
  public void ended(Ending ending) {}
}
