/**
 * Events on their way out: from the outbox to every target of an instance, in order, at least once,
 * with retries and dead letters. Knows the outbox and the publishers, not how an event came about;
 * instances wake it.
 */
@org.jspecify.annotations.NullMarked
package chatwarp.application.event;
