/**
 * Downloads of users' URLs into files, guarded and bounded. Knows HTTP and the target policy;
 * called through the domain's {@code MediaFetcher}.
 */
@org.jspecify.annotations.NullMarked
package chatwarp.adapters.events.fetch;
