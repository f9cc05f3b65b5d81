/**
 * The rows of {@code chatwarp.benchmarks} on the JVM's other libraries, over the same bytes. Knows
 * nothing of chatwarp and is never shipped; {@code benchmarks/run} calls it.
 */
@org.jspecify.annotations.NullMarked
package chatwarp.benchmarks.peers;
