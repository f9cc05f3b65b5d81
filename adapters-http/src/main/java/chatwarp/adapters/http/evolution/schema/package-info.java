/**
 * Checks request bodies and says what is wrong in the words and the order of Evolution API's
 * validator, because clients show those words. Knows JSON and nothing else; used by {@code
 * evolution}.
 */
@org.jspecify.annotations.NullMarked
package chatwarp.adapters.http.evolution.schema;
