/**
 * HTTP itself: the server, its routes, what a request must bring, and which failure becomes which
 * answer. Calls the application's use cases with what {@code evolution} read from the body and
 * answers what {@code evolution} writes. Started by bootstrap.
 */
@org.jspecify.annotations.NullMarked
package chatwarp.adapters.http.route;
