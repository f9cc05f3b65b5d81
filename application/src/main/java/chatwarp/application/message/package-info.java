/**
 * Messages: sent once per request however often it is repeated, in order per chat. Called by the
 * edges; works through the running instance.
 */
@org.jspecify.annotations.NullMarked
package chatwarp.application.message;
