// Every kind of content that people send each other: how each client says it, and what is heard.
//
// A row: {name, type, says, file?, wraps?, baileys, rest, asRest?, needs?}. `baileys` and `rest` take the scene
// {to, heard, people} and answer what that client sends; `type`, `says` and `wraps` are what anybody hears, with
// `asRest` for what chatwarp says in its own way. `file` holds the bytes that must arrive. `heard` is a text that
// the sender got from the other side.
import { files } from './files.mjs';
import { difference } from './said.mjs';

const base64 = (bytes) => bytes.toString('base64');
const wire = (message, attributes) => ({ wire: message, attributes });
const content = (what, options) => ({ content: what, options });
const operation = (name, body) => ({ operation: name, body });
const media = (mediatype, bytes, extra) => operation('sendMedia', { mediatype, media: base64(bytes), ...extra });
const ours = (type, members) => ({ content: { type, ...members } });

const vcard = (name, number) =>
  `BEGIN:VCARD\nVERSION:3.0\nN:${name}\nFN:${name}\nitem1.TEL;waid=${number}:+${number}\nitem1.X-ABLabel:Celular\nEND:VCARD`;
const person = (name, number) => ({ displayName: name, vcard: vcard(name, number) });
const card = (fullName, number) => ({ fullName, phoneNumber: `+${number}`, wuid: number });
const quickReply = { display_text: 'Yes', id: 'yes' };
const section = { title: 'Hot', rows: [{ title: 'Tea', rowId: 'tea', description: 'black' }, { title: 'Coffee', rowId: 'coffee', description: 'filter' }] };
const flow = (name, params) => ({ name, buttonParamsJson: (text) => difference(JSON.parse(text), params) === null });
const pix = {
  currency: 'BRL',
  payment_settings: [{ type: 'pix_static_code', pix_static_code: { merchant_name: 'Padaria "Sé"', key: 'e7d3c1b0-0000-4000-8000-1234567890ab', key_type: 'EVP' } }]
};
const start = new Date('2030-05-04T10:00:00Z');

/** What people tell each other between two and in groups. */
export const kinds = [
  {
    name: 'a text', type: 'text', says: { text: 'just words, ação 🎈' },
    baileys: () => content({ text: 'just words, ação 🎈' }),
    rest: () => operation('sendText', { text: 'just words, ação 🎈' })
  },
  {
    name: 'a quote', type: 'text', needs: 'heard',
    says: ({ heard }) => ({ text: 'I saw that', contextInfo: { stanzaId: heard.key.id, quotedMessage: (q) => (q.conversation ?? q.extendedTextMessage.text) === heard.content.text } }),
    baileys: ({ heard }) => content({ text: 'I saw that' }, { quoted: heard.raw }),
    rest: ({ heard }) => operation('sendText', { text: 'I saw that', quoted: { key: { id: heard.key.id } } })
  },
  {
    name: 'a forward', type: 'text', needs: 'heard',
    says: ({ heard }) => ({ text: heard.content.text, contextInfo: { isForwarded: true } }),
    baileys: ({ heard }) => content({ forward: heard.raw, force: true }),
    rest: ({ heard }) => ours('forward', { key: heard.key })
  },
  {
    name: 'an image', type: 'imageMessage', file: files.jpeg,
    says: { caption: 'look', mimetype: 'image/jpeg', fileLength: String(files.jpeg.length), width: 48, height: 32, jpegThumbnail: Boolean },
    baileys: () => content({ image: files.jpeg, caption: 'look', width: 48, height: 32, jpegThumbnail: base64(files.jpeg) }),
    rest: () => media('image', files.jpeg, { caption: 'look', mimetype: 'image/jpeg' })
  },
  {
    name: 'an image to be seen once', type: 'imageMessage', file: files.jpeg, says: { viewOnce: true }, wraps: /^viewOnceMessage/,
    baileys: () => wireOnce(),
    rest: () => media('image', files.jpeg, { viewOnce: true, mimetype: 'image/jpeg' })
  },
  {
    name: 'a video', type: 'videoMessage', file: files.mp4, says: { caption: 'film', mimetype: 'video/mp4', seconds: 1, gifPlayback: (g) => !g },
    baileys: () => content({ video: files.mp4, caption: 'film', seconds: 1, mimetype: 'video/mp4', jpegThumbnail: base64(files.jpeg) }),
    rest: () => media('video', files.mp4, { caption: 'film', mimetype: 'video/mp4' })
  },
  {
    name: 'a GIF', type: 'videoMessage', file: files.gif, says: { gifPlayback: true },
    baileys: () => content({ video: files.gif, gifPlayback: true, mimetype: 'video/mp4', jpegThumbnail: base64(files.jpeg) }),
    rest: () => media('video', files.gif, { gifPlayback: true, mimetype: 'video/mp4' })
  },
  {
    name: 'a round video', type: 'ptvMessage', file: files.round, says: { mimetype: 'video/mp4' },
    baileys: () => content({ video: files.round, ptv: true, seconds: 1, mimetype: 'video/mp4', jpegThumbnail: base64(files.jpeg) }),
    rest: () => operation('sendPtv', { video: base64(files.round) })
  },
  {
    name: 'a piece of music', type: 'audioMessage', file: files.mp3, says: { mimetype: 'audio/mpeg', seconds: 1, ptt: (ptt) => !ptt },
    baileys: () => content({ audio: files.mp3, mimetype: 'audio/mpeg', seconds: 1 }),
    rest: () => media('audio', files.mp3, { mimetype: 'audio/mpeg' })
  },
  {
    name: 'a voice note', type: 'audioMessage', file: files.opus, says: { ptt: true, seconds: 1, mimetype: 'audio/ogg; codecs=opus' },
    baileys: () => content({ audio: files.opus, ptt: true, seconds: 1, mimetype: 'audio/ogg; codecs=opus', waveform: Buffer.alloc(64, 7) }),
    rest: () => operation('sendWhatsAppAudio', { audio: base64(files.opus) })
  },
  {
    name: 'a document', type: 'documentMessage', file: files.pdf, says: { fileName: 'paper.pdf', mimetype: 'application/pdf', fileLength: String(files.pdf.length) },
    baileys: () => content({ document: files.pdf, fileName: 'paper.pdf', mimetype: 'application/pdf' }),
    rest: () => media('document', files.pdf, { fileName: 'paper.pdf', mimetype: 'application/pdf' })
  },
  {
    name: 'a document with a caption', type: 'documentMessage', file: files.pdf, says: { fileName: 'paper.pdf', caption: 'read this' },
    baileys: () => content({ document: files.pdf, fileName: 'paper.pdf', mimetype: 'application/pdf', caption: 'read this' }),
    rest: () => media('document', files.pdf, { fileName: 'paper.pdf', mimetype: 'application/pdf', caption: 'read this' })
  },
  {
    name: 'a sticker', type: 'stickerMessage', file: files.webp, says: { mimetype: 'image/webp' },
    baileys: () => content({ sticker: files.webp, mimetype: 'image/webp', width: 512, height: 512 }),
    rest: () => operation('sendSticker', { sticker: base64(files.webp), notConvertSticker: true })
  },
  {
    name: 'a place', type: 'locationMessage', says: { degreesLatitude: -23.5505, degreesLongitude: -46.6333, name: 'Sé', address: 'Praça da Sé' },
    baileys: () => content({ location: { degreesLatitude: -23.5505, degreesLongitude: -46.6333, name: 'Sé', address: 'Praça da Sé' } }),
    rest: () => operation('sendLocation', { latitude: -23.5505, longitude: -46.6333, name: 'Sé', address: 'Praça da Sé' })
  },
  {
    name: 'a place that moves', type: 'liveLocationMessage', says: { degreesLatitude: 48.2082, degreesLongitude: 16.3738, accuracyInMeters: 12, caption: 'on my way' },
    baileys: () => wire({ liveLocationMessage: { degreesLatitude: 48.2082, degreesLongitude: 16.3738, accuracyInMeters: 12, caption: 'on my way', sequenceNumber: 1 } }),
    rest: () => ours('liveLocation', { latitude: 48.2082, longitude: 16.3738, accuracy: 12, caption: 'on my way' })
  },
  {
    name: 'a contact', type: 'contactMessage', says: { displayName: 'Duda', vcard: vcard('Duda', '5511912345678') },
    baileys: () => content({ contacts: { displayName: 'Duda', contacts: [person('Duda', '5511912345678')] } }),
    rest: () => operation('sendContact', { contact: [card('Duda', '5511912345678')] })
  },
  {
    name: 'two contacts', type: 'contactsArrayMessage',
    says: { displayName: '2 contacts', contacts: { 0: { vcard: vcard('Duda', '5511912345678') }, 1: { vcard: vcard('Edu', '5511912345679') } } },
    baileys: () => content({ contacts: { displayName: '2 contacts', contacts: [person('Duda', '5511912345678'), person('Edu', '5511912345679')] } }),
    rest: () => operation('sendContact', { contact: [card('Duda', '5511912345678'), card('Edu', '5511912345679')] })
  },
  {
    name: 'a list', type: 'listMessage',
    says: { title: 'Menu', description: 'What shall it be?', buttonText: 'Choose', footerText: 'today', sections: { 0: { title: 'Hot', rows: { 1: { title: 'Coffee', rowId: 'coffee' } } } } },
    baileys: () => wire({ listMessage: { title: 'Menu', description: 'What shall it be?', buttonText: 'Choose', footerText: 'today', listType: 1, sections: [section] } }),
    rest: () => operation('sendList', { title: 'Menu', description: 'What shall it be?', buttonText: 'Choose', footerText: 'today', sections: [section] })
  },
  {
    name: 'buttons', type: 'interactiveMessage',
    says: {
      body: { text: (text) => text.includes('Agreed?') }, footer: { text: 'soon' },
      nativeFlowMessage: { buttons: { 0: { name: 'quick_reply', buttonParamsJson: (text) => JSON.parse(text).id === 'yes' && JSON.parse(text).display_text === 'Yes' } } }
    },
    baileys: () => wire({
      interactiveMessage: {
        body: { text: 'Agreed?' }, footer: { text: 'soon' },
        nativeFlowMessage: { buttons: [{ name: 'quick_reply', buttonParamsJson: JSON.stringify(quickReply) }], messageVersion: 1 }
      }
    }),
    rest: () => operation('sendButtons', { title: 'Agreed?', footer: 'soon', buttons: [{ type: 'reply', displayText: 'Yes', id: 'yes' }] })
  },
  {
    name: 'a key to pay to', type: 'interactiveMessage',
    says: { nativeFlowMessage: { buttons: { 0: { name: 'payment_info', buttonParamsJson: (text) => difference(JSON.parse(text), pix) === null } } } },
    baileys: () => wire({ interactiveMessage: { body: { text: '' }, nativeFlowMessage: { buttons: [{ name: 'payment_info', buttonParamsJson: JSON.stringify(pix) }], messageVersion: 1 } } }),
    rest: () => operation('sendButtons', { buttons: [{ type: 'pix', currency: 'BRL', name: 'Padaria "Sé"', keyType: 'random', key: 'e7d3c1b0-0000-4000-8000-1234567890ab' }] })
  },
  {
    name: 'buttons of a shop', type: 'interactiveMessage',
    says: {
      body: { text: (text) => text.includes('Order 7') },
      nativeFlowMessage: { buttons: { 0: flow('cta_url', { display_text: 'Track', url: 'https://example.com/7' }), 1: flow('cta_call', { display_text: 'Call', phone_number: '+5511912345678' }), 2: flow('cta_copy', { display_text: 'Code', copy_code: 'BREAD10' }) } }
    },
    baileys: () => wire({
      interactiveMessage: {
        body: { text: 'Order 7' },
        nativeFlowMessage: {
          buttons: [
            { name: 'cta_url', buttonParamsJson: '{"display_text":"Track","url":"https://example.com/7"}' },
            { name: 'cta_call', buttonParamsJson: '{"display_text":"Call","phone_number":"+5511912345678"}' },
            { name: 'cta_copy', buttonParamsJson: '{"display_text":"Code","copy_code":"BREAD10"}' }
          ],
          messageVersion: 1
        }
      }
    }),
    rest: () => operation('sendButtons', {
      title: 'Order 7',
      buttons: [
        { type: 'url', displayText: 'Track', url: 'https://example.com/7' },
        { type: 'call', displayText: 'Call', phoneNumber: '+5511912345678' },
        { type: 'copy', displayText: 'Code', copyCode: 'BREAD10' }
      ]
    })
  },
  {
    name: 'a template', type: 'templateMessage', says: { hydratedTemplate: { hydratedContentText: 'Order 7 is on its way' } },
    baileys: () => wire({ templateMessage: { hydratedTemplate: { hydratedContentText: 'Order 7 is on its way', hydratedFooterText: 'the shop', templateId: '1' } } }),
    rest: () => operation('sendTemplate', { name: 'order', language: 'en', components: [{ type: 'body', parameters: [{ type: 'text', text: 'Order 7 is on its way' }] }] }),
    asRest: { type: 'text', says: { text: 'Order 7 is on its way' } }
  },
  {
    name: 'an appointment', type: 'eventMessage', says: { name: 'Breakfast', description: 'bring jam', startTime: String(start.getTime() / 1000), location: { name: 'Home' } },
    baileys: () => content({ event: { name: 'Breakfast', description: 'bring jam', startDate: start, location: { degreesLatitude: 1, degreesLongitude: 2, name: 'Home' } } }),
    rest: () => ours('event', { name: 'Breakfast', description: 'bring jam', startTime: start.toISOString(), location: { latitude: 1, longitude: 2, name: 'Home' } })
  },
  {
    name: 'a poll with one answer', type: 'pollCreationMessageV3', says: { name: 'Tea?', selectableOptionsCount: 1, options: { 0: { optionName: 'Yes' }, 1: { optionName: 'No' } } },
    baileys: () => content({ poll: { name: 'Tea?', values: ['Yes', 'No'], selectableCount: 1 } }),
    rest: () => operation('sendPoll', { name: 'Tea?', values: ['Yes', 'No'], selectableCount: 1 })
  },
  {
    name: 'a pin', type: 'pinInChatMessage', needs: 'heard', says: ({ heard }) => ({ type: 1, key: { id: heard.key.id } }),
    baileys: ({ heard }) => content({ pin: heard.key, type: 1, time: 86_400 }),
    rest: ({ heard }) => ours('pin', { key: heard.key, duration: 86_400 })
  },
  {
    name: 'the wish to keep a message', type: 'keepInChatMessage', needs: 'heard', says: ({ heard }) => ({ keepType: 1, key: { id: heard.key.id } }),
    baileys: ({ heard }) => wire({ keepInChatMessage: { key: heard.key, keepType: 1, timestampMs: Date.now() } }),
    rest: ({ heard }) => ours('keep', { key: heard.key, keep: true })
  },
  {
    name: 'an invitation into a group', type: 'groupInviteMessage', says: { groupJid: '120363000000000001@g.us', inviteCode: 'AbCdEfGhIjKlMnOpQrStUv', groupName: 'Bakers', caption: 'come' },
    baileys: () => wire({ groupInviteMessage: { groupJid: '120363000000000001@g.us', inviteCode: 'AbCdEfGhIjKlMnOpQrStUv', inviteExpiration: start.getTime() / 1000, groupName: 'Bakers', caption: 'come' } }),
    rest: () => ours('groupInvite', { groupJid: '120363000000000001@g.us', inviteCode: 'AbCdEfGhIjKlMnOpQrStUv', inviteExpiration: start.getTime() / 1000, groupName: 'Bakers', caption: 'come' })
  }
];

/** Answers to what one can choose from: apps on phones give them, and Baileys for its users; chatwarp hears them. */
export const answers = [
  {
    name: 'a choice from a list', type: 'listResponseMessage', says: { title: 'Coffee', singleSelectReply: { selectedRowId: 'coffee' } },
    baileys: () => content({ listReply: { title: 'Coffee', listType: 1, singleSelectReply: { selectedRowId: 'coffee' } } })
  },
  {
    name: 'a pressed button', type: 'buttonsResponseMessage', says: { selectedButtonId: 'yes', selectedDisplayText: 'Yes' },
    baileys: () => content({ buttonReply: { displayText: 'Yes', id: 'yes', index: 0 }, type: 'plain' })
  },
  {
    name: "a template's pressed button", type: 'templateButtonReplyMessage', says: { selectedId: 'yes', selectedDisplayText: 'Yes' },
    baileys: () => content({ buttonReply: { displayText: 'Yes', id: 'yes', index: 1 }, type: 'template' })
  },
  {
    name: 'an answer to buttons', type: 'interactiveResponseMessage', says: { nativeFlowResponseMessage: { name: 'quick_reply', paramsJson: '{"id":"yes"}' } },
    baileys: () => wire({ interactiveResponseMessage: { body: { text: 'Yes' }, nativeFlowResponseMessage: { name: 'quick_reply', paramsJson: '{"id":"yes"}', version: 1 } } })
  }
];

/** A text with a preview of the page at an address, whose title is known; the webhook tells the text only. */
export const preview = (url, title) => ({
  type: 'text', says: { text: `see ${url}`, matchedText: url, title }, hides: ['matchedText', 'title'],
  baileys: () => content({ text: `see ${url}`, linkPreview: { 'canonical-url': url, 'matched-text': url, title } }),
  rest: () => operation('sendText', { text: `see ${url}` })
});

/** The timer of a chat between two. */
export const timer = (seconds) => ({
  type: 'protocolMessage', says: { type: 3, ephemeralExpiration: (heard) => (heard ?? 0) === seconds },
  baileys: () => content({ disappearingMessagesInChat: seconds }),
  rest: () => ours('disappearing', { expiration: seconds })
});

/** An appointment that is answered. */
export const appointment = {
  baileys: () => content({ event: { name: 'Breakfast', startDate: start, extraGuestsAllowed: true } }),
  rest: () => ours('event', { name: 'Breakfast', startTime: start.toISOString(), extraGuestsAllowed: true })
};

/** An invitation that can be followed. */
export const invitation = (groupJid, { code, expiration }) => ({
  baileys: () => wire({ groupInviteMessage: { groupJid, inviteCode: code, inviteExpiration: expiration, groupName: 'By invitation', caption: 'come' } }),
  rest: () => ours('groupInvite', { groupJid, inviteCode: code, inviteExpiration: expiration, groupName: 'By invitation', caption: 'come' })
});

/** A text in a chat whose messages disappear after a day. */
export const fleeting = {
  type: 'text', says: { text: 'gone tomorrow', contextInfo: { expiration: 86_400 } },
  baileys: () => content({ text: 'gone tomorrow' }, { ephemeralExpiration: 86_400 }),
  rest: () => operation('sendText', { text: 'gone tomorrow' })
};

/** Baileys marks only the wrapper; its users set the member themselves. */
const wireOnce = () => content({ image: files.jpeg, viewOnce: true, width: 48, height: 32, jpegThumbnail: base64(files.jpeg) });

/** A poll that is voted in. */
export const poll = {
  values: ['Bread', 'Rolls', 'Cake'],
  baileys: () => content({ poll: { name: 'What?', values: poll.values, selectableCount: 0 } }),
  rest: () => operation('sendPoll', { name: 'What?', values: poll.values, selectableCount: 0 })
};

export const text = (words) => ({
  baileys: () => content({ text: words }),
  rest: () => operation('sendText', { text: words, linkPreview: false })
});

const user = (jid) => jid.split('@')[0];

/** A number in words, and who is mentioned with it. */
const calling = (jid) => ({
  type: 'text',
  says: { text: `@${user(jid)} your turn`, contextInfo: { mentionedJid: (jids) => jids.length === 1 && jids[0] === jid } }
});

/** What one says in a group about a member, whom the group knows by LID. Chatwarp says that LID for a number, Baileys says what it is told. */
export const mention = (person) => ({
  ...calling(person.jid),
  asRest: calling(person.lid),
  baileys: () => content({ text: `@${user(person.jid)} your turn`, mentions: [person.jid] }),
  rest: () => operation('sendText', { text: `@${user(person.jid)} your turn`, mentioned: [user(person.jid)] })
});

/** Chatwarp names everybody by LID, as the group does, and sets the flag; Baileys sets the flag. */
export const mentionAll = (words, people) => ({
  type: 'text',
  says: { text: words, contextInfo: { nonJidMentions: 1 } },
  asRest: { type: 'text', says: { text: words, contextInfo: { nonJidMentions: 1, mentionedJid: (jids) => people.every((p) => jids.includes(p.lid)) } } },
  baileys: () => content({ text: words, mentionAll: true }),
  rest: () => operation('sendText', { text: words, mentionsEveryOne: true })
});

/** What people show on their status feed. */
export const statuses = [
  {
    name: 'a text', type: 'text', says: { text: 'good morning', font: 2, backgroundArgb: (argb) => argb >>> 0 === 0xff25d366 },
    hides: ['font', 'backgroundArgb'],
    baileys: () => content({ text: 'good morning' }, { backgroundColor: '#25D366', font: 2 }),
    rest: () => ({ body: { type: 'text', content: 'good morning', backgroundColor: '#25D366', font: 2 } })
  },
  {
    name: 'an image', type: 'imageMessage', file: files.jpeg, says: { caption: 'sunrise' },
    baileys: () => content({ image: files.jpeg, caption: 'sunrise', width: 48, height: 32, jpegThumbnail: base64(files.jpeg) }),
    rest: () => ({ body: { type: 'image', content: base64(files.jpeg), caption: 'sunrise' } })
  },
  {
    name: 'a video', type: 'videoMessage', file: files.mp4, says: { caption: 'waves' },
    baileys: () => content({ video: files.mp4, caption: 'waves', seconds: 1, jpegThumbnail: base64(files.jpeg) }),
    rest: () => ({ body: { type: 'video', content: base64(files.mp4), caption: 'waves' } })
  },
  {
    name: 'a sound', type: 'audioMessage', file: files.opus, says: { ptt: true },
    baileys: () => content({ audio: files.opus, ptt: true, seconds: 1, mimetype: 'audio/ogg; codecs=opus', waveform: Buffer.alloc(64, 7) }),
    rest: () => ({ body: { type: 'audio', content: base64(files.opus) } })
  }
];
