/**
 * The application as a whole: takes the ports that adapters implement and gives the use cases that
 * the edges call. Built by bootstrap, which alone knows the adapters.
 */
@org.jspecify.annotations.NullMarked
package chatwarp.application;
