/**
 * The only room that knows Jetty: opens the plain and the TLS port, upgrades WebSockets and hands
 * HTTP requests on. Knows bytes, not WhatsApp; the simulator's root plugs the rooms above into it.
 */
@org.jspecify.annotations.NullMarked
package chatwarp.simulator.listen;
