/**
 * The instances there are, who runs them, and their tombstones. Knows the instance tables; commits
 * change an instance's own row through it.
 */
@org.jspecify.annotations.NullMarked
package chatwarp.adapters.persistence.instance;
