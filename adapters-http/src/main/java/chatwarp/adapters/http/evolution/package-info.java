/**
 * Every Evolution API v2 shape, in and out: request bodies become values of the application, views
 * and events become JSON. Knows no HTTP; called by {@code route}, and as the event renderer by
 * whoever carries events out. Nothing below this package sees these shapes.
 */
@org.jspecify.annotations.NullMarked
package chatwarp.adapters.http.evolution;
