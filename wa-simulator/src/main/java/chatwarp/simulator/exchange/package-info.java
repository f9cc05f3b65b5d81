/**
 * The post office: takes stanzas from devices and delivers others to them, whether a device is a
 * connected companion or a simulated phone. Queues, acks, repeats, receipts, presence and planned
 * misbehaviour live here; sockets and the answers to requests do not.
 */
@org.jspecify.annotations.NullMarked
package chatwarp.simulator.exchange;
