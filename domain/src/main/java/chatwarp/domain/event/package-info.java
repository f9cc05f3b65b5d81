/**
 * What happens to an instance, in the domain's words. Application makes these; the renderer turns
 * them into what users see; sinks carry that out.
 */
@org.jspecify.annotations.NullMarked
package chatwarp.domain.event;
