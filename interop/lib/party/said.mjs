// What a message says, in one shape for every client: WhatsApp's JSON without its wrappers.

const wrappers = [
  'ephemeralMessage', 'viewOnceMessage', 'viewOnceMessageV2', 'viewOnceMessageV2Extension', 'documentWithCaptionMessage',
  'deviceSentMessage', 'editedMessage', 'botInvokeMessage', 'lottieStickerMessage', 'associatedChildMessage'
];
const beside = ['messageContextInfo', 'senderKeyDistributionMessage'];

/**
 * Opens a message's JSON. Answers {type, content, wraps, about}: `type` is the content's field, `text` for
 * both fields that hold one; `about` is what stands beside the content (secrets, associations).
 */
export function said(message, contextInfo) {
  const wraps = [];
  let inner = message ?? {};
  let about = inner.messageContextInfo ?? {};
  for (let name = wrapperOf(inner); name; name = wrapperOf(inner)) {
    wraps.push(name);
    inner = inner[name].message;
    about = { ...about, ...inner.messageContextInfo };
  }
  const field = Object.keys(inner).find((name) => !beside.includes(name) && inner[name] !== null && name.match(/Message|conversation/));
  if (field === 'conversation') return { type: 'text', content: { text: inner.conversation, contextInfo }, wraps, about };
  if (field === 'extendedTextMessage') return { type: 'text', content: inner.extendedTextMessage, wraps, about };
  return { type: field, content: inner[field], wraps, about };
}

const wrapperOf = (message) => wrappers.find((name) => message[name]?.message);

/**
 * How a value differs from what is expected of it, or null. Of objects only the expected members count; a
 * function is asked; numbers may be off by what a float loses.
 */
export function difference(actual, expected, path = 'content') {
  if (typeof expected === 'function') return expected(actual) ? null : `${path} is ${JSON.stringify(actual)}`;
  if (expected !== null && typeof expected === 'object') {
    for (const [name, value] of Object.entries(expected)) {
      const found = difference(actual?.[name], value, `${path}.${name}`);
      if (found) return found;
    }
    return null;
  }
  if (typeof expected === 'number' && Math.abs(Number(actual) - expected) < 1e-4) return null;
  return actual === expected ? null : `${path} is ${JSON.stringify(actual)}, not ${JSON.stringify(expected)}`;
}
