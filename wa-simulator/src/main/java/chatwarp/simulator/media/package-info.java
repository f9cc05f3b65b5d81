/**
 * The media host: takes encrypted files, keeps them on disk for a while and gives them back, and
 * serves profile pictures. Knows hashes, tickets and paths, never keys; requests, phones and the
 * admin API come to it, it comes to nobody.
 */
@org.jspecify.annotations.NullMarked
package chatwarp.simulator.media;
