/**
 * Waiting without threads: the process's one wheel, and waits that end by it. Knows the {@code
 * Timers} port and nothing of WhatsApp; the other rooms of the application wait through it.
 */
@org.jspecify.annotations.NullMarked
package chatwarp.application.time;
