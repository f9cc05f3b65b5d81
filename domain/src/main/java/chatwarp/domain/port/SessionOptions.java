package chatwarp.domain.port;

import chatwarp.domain.model.ProxyConfig;
import java.util.Optional;

/**
 * How an instance shows itself to WhatsApp.
 *
 * @param clientName shown in the phone's list of linked devices
 * @param browser platform name, for example {@code Chrome}
 * @param fullHistory ask for the full history when pairing
 * @param markOnline be available after login, so that receipts count as seen by an active client
 */
public record SessionOptions(
    String clientName,
    String browser,
    boolean fullHistory,
    boolean markOnline,
    Optional<ProxyConfig> proxy) {}
