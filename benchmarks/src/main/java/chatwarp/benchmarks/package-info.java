/**
 * JMH benchmarks of the hot paths, named as the peers' rows are, so that one run gives ratios.
 * Figures in the documentation come from here and from nowhere else.
 */
@org.jspecify.annotations.NullMarked
package chatwarp.benchmarks;
