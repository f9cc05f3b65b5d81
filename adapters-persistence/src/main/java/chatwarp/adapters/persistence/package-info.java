/**
 * The way in: {@link chatwarp.adapters.persistence.Database} opens a database, its own or an
 * outside one, and hands out the storage ports. Bootstrap calls it and nothing else of this module.
 */
@org.jspecify.annotations.NullMarked
package chatwarp.adapters.persistence;
