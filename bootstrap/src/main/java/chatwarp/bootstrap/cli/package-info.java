/**
 * The command line: {@code serve}, {@code simulator}, {@code demo}. Turns options into settings and
 * outcomes into exit codes; the work is done by the wiring.
 */
@org.jspecify.annotations.NullMarked
package chatwarp.bootstrap.cli;
