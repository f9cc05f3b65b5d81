/**
 * Instances: made, paired, run and deleted. Holds the state machine of one instance and the manager
 * of all. Called by the edges; reaches outside only through the domain's ports.
 */
@org.jspecify.annotations.NullMarked
package chatwarp.application.instance;
