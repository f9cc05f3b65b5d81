/**
 * The admin API: JSON over HTTP for tests and people who play with the simulator (09 §1). Knows the
 * rooms of the server and the phones, and only asks; it decides nothing.
 */
@org.jspecify.annotations.NullMarked
package chatwarp.simulator.admin;
