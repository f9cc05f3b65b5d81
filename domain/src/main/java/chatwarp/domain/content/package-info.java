/**
 * What messages say: sealed contents that we send and understand, and beside them the content as it
 * came over the wire. No protobuf class and no Evolution shape is known here.
 */
@org.jspecify.annotations.NullMarked
package chatwarp.domain.content;
