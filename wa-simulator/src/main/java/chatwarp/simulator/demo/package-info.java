/**
 * The first conversation, played through the public doors only: the server's REST API, the
 * simulator's admin API and a webhook. Called by the command line and by a test; knows no class of
 * either side.
 */
@org.jspecify.annotations.NullMarked
package chatwarp.simulator.demo;
