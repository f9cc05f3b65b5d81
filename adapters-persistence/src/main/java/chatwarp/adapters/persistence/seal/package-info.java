/**
 * Encryption at rest: a data key per instance, wrapped by the master key, and the form in which
 * sealed bytes are stored. Knows only the tables that hold keys; the rooms with tables call it for
 * every secret column.
 */
@org.jspecify.annotations.NullMarked
package chatwarp.adapters.persistence.seal;
