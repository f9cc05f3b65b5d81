package chatwarp.domain.model;

import java.net.URI;

/**
 * Where a profile picture is.
 *
 * @param id changes with the picture
 */
public record ProfilePicture(String id, URI url) {}
