/**
 * Phones: the primary devices (device 0) of simulated accounts. They link companions, hold real
 * Signal sessions, receive, answer and send, and misbehave on demand.
 *
 * <p>A phone knows the wire packages and, of the server, only the exchange it is connected to; the
 * server's pairing and the admin API call it. No phone has a thread: its work runs, one piece at a
 * time, on the executor it was given.
 */
@org.jspecify.annotations.NullMarked
package chatwarp.simulator.phone;
