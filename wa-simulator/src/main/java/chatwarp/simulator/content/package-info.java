/**
 * What phones say and how the wire spells it: every kind of content as protobuf, the stanza that
 * must carry it, the ciphers of media and of votes. Written apart from the adapter's own mappers,
 * so that each shows the other's mistakes; knows no phone and no server.
 */
@org.jspecify.annotations.NullMarked
package chatwarp.simulator.content;
