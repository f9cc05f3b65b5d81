/**
 * What every implementation of a storage port must do, as tests, and adapters in memory that do it.
 * Knows the domain and JUnit only; the tests of every module may use it.
 */
@org.jspecify.annotations.NullMarked
package chatwarp.domain.contract;
