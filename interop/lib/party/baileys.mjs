// A person who uses Baileys.
import assert from 'node:assert/strict';
import { BufferJSON, downloadMediaMessage, generateMessageIDV2, generateProfilePicture, proto } from 'baileys';
import { until } from '../process.mjs';
import { BaileysGroups } from './groups-baileys.mjs';
import { said } from './said.mjs';
import { SealedBaileys } from './sealed-baileys.mjs';

const receiptTypes = { DELIVERY_ACK: ['', 'inactive'], READ: ['read'], PLAYED: ['played'] };
const json = (message) => proto.Message.toObject(proto.Message.fromObject(message ?? {}), { longs: String, bytes: String });
const bare = (jid) => jid?.replace(/:\d+@/, '@');

/** The number of the newest key in a stored sender-key record, which is JSON in bytes. */
function lastKeyNumber(record) {
  const states = JSON.parse(Buffer.from(record).toString());
  return states.at(-1).senderKeyId;
}

export class BaileysParty {
  /** @param client an open BaileysClient */
  constructor(client) {
    this.client = client;
    this.speaks = 'baileys';
    this.name = client.name;
    this.groups = new BaileysGroups(this);
    this.sealed = new SealedBaileys(this);
  }

  get sock() {
    return this.client.sock;
  }
  get jid() {
    return this.client.jid;
  }
  get lid() {
    return this.client.lid;
  }
  is(jid) {
    return [this.jid, this.lid].includes(bare(jid));
  }

  /** Sends what a row of the table says; answers the key. */
  async send(to, row, scene = {}) {
    const { content, options, wire, attributes } = row.baileys({ ...scene, to, me: this });
    if (wire) return this.relay(to, wire, attributes);
    const message = await this.sock.sendMessage(to, content, options);
    this.client.sent.set(message.key.id, message.message);
    return message.key;
  }

  async relay(to, wire, attributes = {}) {
    const message = proto.Message.fromObject(wire);
    const id = generateMessageIDV2(this.client.auth.creds.me.id);
    this.client.sent.set(id, message);
    await this.sock.relayMessage(to, message, { messageId: id, additionalAttributes: attributes });
    return { remoteJid: to, fromMe: true, id };
  }

  /** Sends what WhatsApp refuses with this number. */
  async sendInVain(to, row, code) {
    const { id } = await this.send(to, row);
    await until(`${this.name} is refused`, () => this.client.acks.some((ack) => ack.id === id && ack.error === String(code)));
  }
  /** The number with which WhatsApp refused a request. */
  refusal(error) {
    return error.data;
  }

  /** A message of one's own. */
  told(id) {
    return json(this.client.sent.get(id));
  }

  /** Everything heard, in order: {key, type, content, wraps, about, raw}. */
  items() {
    return this.client.messages
      .filter((m) => m.raw.message)
      .map((m) => ({ key: m.key, fromMe: !!m.key.fromMe, name: m.pushName, raw: m.raw, ...said(json(m.raw.message)) }));
  }

  find(what, match, ms = 20_000) {
    return until(`${this.name} hears ${what}`, () => this.items().find(match), ms);
  }

  /** The message of this id. */
  hear(id, ms) {
    return this.find(id, (item) => item.key.id === id, ms);
  }

  bytes(item) {
    return downloadMediaMessage(item.raw, 'buffer', {});
  }

  /** The bytes of a file that the host has thrown away, once one's phone has brought it there again. */
  async renewed(item) {
    await assert.rejects(this.bytes(item), /410|404|fetch/i);
    return downloadMediaMessage(await this.sock.updateMediaMessage(item.raw), 'buffer', {});
  }

  /** Where the picture of a person or group is; null when none is shown. */
  async pictureOf(jid) {
    try {
      return await this.sock.profilePictureUrl(jid, 'image');
    } catch (error) {
      if (this.refusal(error) === 404) return null;
      throw error;
    }
  }
  /** Sets one's own picture; answers the bytes that others must see. */
  async showPicture(file) {
    await this.sock.updateProfilePicture(this.jid, file);
    return (await generateProfilePicture(file)).img;
  }
  hidePicture() {
    return this.sock.removeProfilePicture(this.jid);
  }

  /** What was heard of a person's picture: whether there was one, each time. */
  pictureNews(person) {
    return this.client.seen.contacts.filter((c) => person.is(c.id) && c.imgUrl).map((c) => c.imgUrl === 'changed');
  }

  /** Pictures that are shown together; answers the album's key. */
  async album(to, pictures) {
    const say = (content) => this.send(to, { baileys: () => ({ content }) });
    const albumParentKey = await say({ album: { expectedImageCount: pictures.length, expectedVideoCount: 0 } });
    for (const image of pictures) await say({ image, albumParentKey, width: 48, height: 32, jpegThumbnail: '' });
    return albumParentKey;
  }

  react(item, text) {
    return this.send(item.key.remoteJid, { baileys: () => ({ content: { react: { key: item.key, text } } }) });
  }
  hearReaction(id, text) {
    return this.find(`the reaction "${text}"`, (i) => i.type === 'reactionMessage' && i.content.key.id === id && (i.content.text ?? '') === text);
  }

  edit(key, text) {
    return this.send(key.remoteJid, { baileys: () => ({ content: { text, edit: key } }) });
  }
  hearEdit(id, text) {
    const edited = proto.Message.ProtocolMessage.Type.MESSAGE_EDIT;
    return this.find(`the edit "${text}"`, ({ type, content }) =>
      type === 'protocolMessage' && content.type === edited && content.key.id === id && said(content.editedMessage).content.text === text);
  }

  revoke(key) {
    return this.send(key.remoteJid, { baileys: () => ({ content: { delete: key } }) });
  }
  hearRevoke(id) {
    // REVOKE is 0, which stands in no JSON that leaves defaults out.
    return this.find(`that ${id} is deleted`, ({ type, content }) => type === 'protocolMessage' && !content.type && content.key.id === id);
  }

  read(item) {
    return this.sock.readMessages([item.key]);
  }
  played(item) {
    return this.sock.sendReceipt(item.key.remoteJid, item.key.participant, [item.key.id], 'played');
  }
  /** Waits until a receipt of this kind has come for a message of one's own, from `person` if given. */
  hearReceipt(id, status, person) {
    const named = (node) => node.attrs.id === id || (node.content ?? []).some?.((c) => c.tag === 'list' && c.content.some((i) => i.attrs.id === id));
    return until(`${this.name} hears that ${id} is ${status}`, () => this.client.receipts.find((node) =>
      receiptTypes[status].includes(node.attrs.type ?? '') && named(node) && (!person || person.is(node.attrs.participant ?? node.attrs.from))));
  }

  type(to, state) {
    return this.sock.sendPresenceUpdate(state, to);
  }
  hearTyping(person, state, chat) {
    const told = state === 'paused' ? 'available' : state; // Baileys' word for it
    return until(`${this.name} sees ${person.name} ${state}`, () => this.client.seen.presences.some(({ id, presences }) =>
      (!chat || chat === id) && Object.entries(presences).some(([jid, p]) => person.is(jid) && p.lastKnownPresence === told)));
  }

  /** Forgets the sessions with a person, as a client does whose store is lost. */
  loseSessions(person) {
    const users = [person.jid, person.lid].map((jid) => jid.split('@')[0]);
    return this.client.auth.lose('session', (id) => users.includes(id.split(/[._:]/)[0]));
  }
  /** Forgets how a group's members encrypt. */
  loseSenderKeys(group) {
    return this.client.auth.lose('sender-key', (id) => id.startsWith(group));
  }
  /** The number of the key under which a person last spoke in a group. */
  senderKeyOf(group, person) {
    const users = [person.jid, person.lid].map((jid) => jid.split('@')[0]);
    const kept = this.client.auth.stored('sender-key', (id) => id.startsWith(group) && users.some((user) => id.includes(`::${user}`)));
    const numbers = kept.flatMap((text) => [JSON.parse(text, BufferJSON.reviver)]).map(lastKeyNumber);
    return numbers.at(-1);
  }
  /** How often messages came that could not be read at first. */
  unreadable() {
    return this.client.messages.filter((m) => m.stub === proto.WebMessageInfo.StubType.CIPHERTEXT).length;
  }

  async createGroup(subject, people) {
    return (await this.sock.groupCreate(subject, people.map((p) => p.jid))).id;
  }
  async members(group) {
    const { participants } = await this.sock.groupMetadata(group);
    return participants.map((p) => p.phoneNumber ?? p.id);
  }
  changeMembers(group, action, people) {
    return this.sock.groupParticipantsUpdate(group, people.map((p) => p.jid), action);
  }
  rename(group, subject) {
    return this.sock.groupUpdateSubject(group, subject);
  }
  timer(group, seconds) {
    return this.sock.groupToggleEphemeral(group, seconds);
  }
  invitation(group) {
    return this.sock.groupInviteCode(group);
  }
  join(code) {
    return this.sock.groupAcceptInvite(code);
  }
  leave(group) {
    return this.sock.groupLeave(group);
  }
  hearGroup(group) {
    return until(`${this.name} hears of the group`, () => this.client.seen.groups.find((g) => g.id === group));
  }
  hearMembers(group, action, person) {
    return until(`${this.name} hears ${action} of ${person.name}`, () => this.client.seen.members.find((m) =>
      m.id === group && m.action === action && m.participants.some((p) => person.is(p.id ?? p) || person.is(p.phoneNumber))));
  }
  hearSubject(group, subject) {
    return until(`${this.name} hears the subject "${subject}"`, () => this.client.seen.updates.find((g) => g.id === group && g.subject === subject));
  }
  hearTimer(group, seconds) {
    const setting = proto.Message.ProtocolMessage.Type.EPHEMERAL_SETTING;
    return this.find(`the timer ${seconds}`, ({ type, content, key }) =>
      key.remoteJid === group && type === 'protocolMessage' && content.type === setting && (content.ephemeralExpiration ?? 0) === seconds);
  }

  likeStatus(item, text) {
    return this.toFeed({ react: { key: item.key, text } }, [item.key.participant]);
  }
  deleteStatus(key, audience) {
    return this.toFeed({ delete: key }, audience.map((p) => p.jid));
  }
  toFeed(content, statusJidList) {
    return this.send('status@broadcast', { baileys: () => ({ content, options: { statusJidList } }) });
  }

  status(row, audience) {
    return this.send('status@broadcast', {
      baileys: (scene) => {
        const { content, options } = row.baileys(scene);
        return { content, options: { ...options, statusJidList: audience.map((p) => p.jid) } };
      }
    });
  }
}
