/**
 * Events that wait for their sinks, with one cursor per target and what was given up on. Knows the
 * event tables only; the rooms that commit add events through it.
 */
@org.jspecify.annotations.NullMarked
package chatwarp.adapters.persistence.outbox;
