/**
 * Requests to addresses that users chose, kept away from addresses they may not reach. Knows the
 * target policy and HTTP, not what is carried; used by {@code webhook} and {@code fetch}.
 */
@org.jspecify.annotations.NullMarked
package chatwarp.adapters.events.guard;
