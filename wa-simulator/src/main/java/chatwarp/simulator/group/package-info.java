/**
 * What the server knows of groups: who is in them, as what, and how they are set up. It sends
 * nothing: requests change groups, the post office reads who is in them.
 */
@org.jspecify.annotations.NullMarked
package chatwarp.simulator.group;
