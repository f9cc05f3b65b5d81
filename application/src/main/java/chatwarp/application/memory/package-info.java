/**
 * What the process remembers of people and chats, so that it need not ask the store or WhatsApp
 * each time. Bounded memories that may forget; never the truth. Used by instances and messages.
 */
@org.jspecify.annotations.NullMarked
package chatwarp.application.memory;
