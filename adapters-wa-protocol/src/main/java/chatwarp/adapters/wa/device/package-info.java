/**
 * This device and the devices of others: what is kept of them, prekeys, device lists, and which
 * phone number is which LID.
 *
 * <p>Holds the staged view of the instance's state, through which every floor above reads and
 * writes. Asks the server through the stream; knows no message.
 */
@NullMarked
package chatwarp.adapters.wa.device;

import org.jspecify.annotations.NullMarked;
