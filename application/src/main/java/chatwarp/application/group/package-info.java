/**
 * Groups and communities as users manage them, with people named as users name them. Called by the
 * edges; works through the running instance.
 */
@org.jspecify.annotations.NullMarked
package chatwarp.application.group;
