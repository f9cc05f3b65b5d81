/**
 * What the server answers to iq stanzas (09 §6): keys, device lists, settings, app state. Each
 * topic is one file; called by the exchange on the asking device's thread.
 */
@org.jspecify.annotations.NullMarked
package chatwarp.simulator.request;
