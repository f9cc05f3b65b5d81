package chatwarp.application.message;

import chatwarp.domain.content.MediaKind;
import java.util.Optional;

/**
 * A file to be sent.
 *
 * @param kind what it is to be on WhatsApp
 * @param mimetype as the user said: it decides for a document, for other kinds where the bytes do
 *     not say otherwise
 * @param fileName what a document is called
 * @param convert whether a voice note or sticker may be converted into WhatsApp's format
 */
public record MediaOrder(
    MediaKind kind,
    MediaSource source,
    Optional<String> mimetype,
    Optional<String> fileName,
    Optional<String> caption,
    boolean viewOnce,
    boolean convert) {}
