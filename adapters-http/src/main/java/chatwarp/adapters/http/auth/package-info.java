/**
 * Who may call what: the global key, instance tokens, and the open mode. Knows no route and no
 * shape; called by {@code route} before a handler runs.
 */
@org.jspecify.annotations.NullMarked
package chatwarp.adapters.http.auth;
