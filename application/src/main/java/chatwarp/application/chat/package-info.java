/**
 * Chats as users look at them: what was said, who is there, what was read, the files in them.
 * Called by the edges; works through the running instance and what is kept.
 */
@org.jspecify.annotations.NullMarked
package chatwarp.application.chat;
