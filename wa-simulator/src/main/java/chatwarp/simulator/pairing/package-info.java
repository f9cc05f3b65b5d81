/**
 * The desk where a phone meets a companion that wants to be linked: the server puts waiting
 * companions here, the phones take them. Holds no crypto and no stanzas.
 */
@org.jspecify.annotations.NullMarked
package chatwarp.simulator.pairing;
