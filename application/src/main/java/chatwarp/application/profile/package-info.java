/**
 * What others see of the account itself, as its user changes it. Called by the edges; works through
 * the running instance.
 */
@org.jspecify.annotations.NullMarked
package chatwarp.application.profile;
