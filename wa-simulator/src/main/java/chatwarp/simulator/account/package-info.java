/**
 * Who exists in the simulated world: accounts, their devices and their keys, all derived from one
 * seed. Knows nothing of connections or stanzas; the server, the phones and the admin API build on
 * it.
 */
@org.jspecify.annotations.NullMarked
package chatwarp.simulator.account;
