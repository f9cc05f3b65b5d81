/**
 * Binary XML: the tree every stanza is, and its form on the wire. Knows the domain's addresses and
 * nothing of what a stanza means; read and written by every floor to the right and by the
 * simulator.
 */
@NullMarked
package chatwarp.adapters.wa.node;

import org.jspecify.annotations.NullMarked;
