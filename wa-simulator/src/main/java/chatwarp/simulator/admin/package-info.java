/**
 * The admin API: JSON over HTTP for tests and people who play with the simulator (09 §1). Knows the
 * server's rooms; reaches the phones through {@link chatwarp.simulator.admin.Phones} only.
 */
@org.jspecify.annotations.NullMarked
package chatwarp.simulator.admin;
