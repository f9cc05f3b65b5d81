/**
 * How this module talks to PostgreSQL: the address, the pool, one place that turns a driver's
 * failure into a store's. Knows no table. The rooms with tables build on it.
 */
@org.jspecify.annotations.NullMarked
package chatwarp.adapters.persistence.sql;
