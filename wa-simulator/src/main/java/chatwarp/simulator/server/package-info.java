/**
 * One client's connection from its first byte: frames, Noise in the server's role, then either the
 * registration of a new companion or the login of a linked one. Hands stanzas to the exchange.
 */
@org.jspecify.annotations.NullMarked
package chatwarp.simulator.server;
