package chatwarp.adapters.wa.stream;

import chatwarp.adapters.wa.node.Node;

/**
 * What a connection tells its session. All calls but {@link #ended} come from the reader, in the
 * order the server sent: while one of them runs, nothing else is read, so none may wait for an
 * answer of the server.
 */
public interface ConnectionListener {
  /** The login was accepted. */
  void loggedIn(Node success);

  /** The server acknowledges something that we sent. */
  void acknowledged(Node ack);

  /** A message, receipt, notification, call, presence or chat state. */
  void arrived(Node stanza);

  /** The server asks for something; pings are answered already. */
  void asked(Node iq);

  /** A word about the connection ({@code ib}). */
  void informed(Node ib);

  /** The connection is over; told once, after everything else. Every waiting request has failed. */
  void ended(Ending ending);
}
