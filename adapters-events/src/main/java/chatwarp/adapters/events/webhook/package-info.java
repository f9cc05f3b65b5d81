/**
 * Events posted to users' HTTP endpoints, one attempt a call. Knows the webhook's own rules
 * (address, headers, token, what an answer means); when to try again is decided by whoever calls.
 */
@org.jspecify.annotations.NullMarked
package chatwarp.adapters.events.webhook;
