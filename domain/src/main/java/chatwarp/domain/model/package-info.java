/**
 * Values of the domain: addresses, names, keys of messages, states. Immutable, validated when made,
 * known to everybody, knowing nobody.
 */
@org.jspecify.annotations.NullMarked
package chatwarp.domain.model;
