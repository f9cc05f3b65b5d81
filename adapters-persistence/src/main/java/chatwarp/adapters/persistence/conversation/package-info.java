/**
 * What was said: messages, chats, contacts, and the sends accepted under a caller's key. Reads for
 * the application and writes rows for commits; what people wrote is sealed.
 */
@org.jspecify.annotations.NullMarked
package chatwarp.adapters.persistence.conversation;
