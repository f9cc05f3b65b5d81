/**
 * The server's own PostgreSQL: unpacks the real server's binaries, makes a cluster, starts, adopts
 * and stops it. Knows nothing of tables; hands out an address.
 */
@org.jspecify.annotations.NullMarked
package chatwarp.adapters.persistence.embedded;
