/**
 * An offline WhatsApp, put together: {@link chatwarp.simulator.Simulator} starts it, {@link
 * chatwarp.simulator.SimulatorConfig} says how. Called by the command line and by tests.
 */
@org.jspecify.annotations.NullMarked
package chatwarp.simulator;
