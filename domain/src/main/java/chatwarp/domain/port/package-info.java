/**
 * What the application needs from the outside, one interface a need. Adapters implement them; the
 * contract tests in this module's test-jar say what an implementation must do.
 *
 * <p>Two roads cross here. {@code ProtocolSession} speaks WhatsApp and hands every durable step up
 * through {@code SessionHost}; the application turns it into a {@code ChangeSet} and hands that to
 * {@code StateStore}, the only write of a running session.
 */
@org.jspecify.annotations.NullMarked
package chatwarp.domain.port;
