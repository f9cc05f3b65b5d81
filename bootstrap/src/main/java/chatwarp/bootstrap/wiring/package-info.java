/**
 * Plugs the modules together: ports to use cases to edges, started and stopped in order. The only
 * place that knows a system clock, a real random source and where threads come from.
 */
@org.jspecify.annotations.NullMarked
package chatwarp.bootstrap.wiring;
