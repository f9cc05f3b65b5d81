package chatwarp.simulator.account;

import java.time.Instant;

/**
 * The account's signed list of linked devices.
 *
 * @param at when it was signed, to the second
 * @param signed serialized ADVSignedKeyIndexList
 */
public record KeyIndexList(Instant at, byte[] signed) {}
