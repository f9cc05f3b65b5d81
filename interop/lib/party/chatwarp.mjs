// A person behind a chatwarp instance: acts over REST, hears on the webhook.
import assert from 'node:assert/strict';
import { until } from '../process.mjs';
import { ChatwarpGroups } from './groups-chatwarp.mjs';
import { said } from './said.mjs';
import { SealedChatwarp } from './sealed-chatwarp.mjs';
import { fetched } from './ways.mjs';

const bare = (jid) => jid?.replace(/:\d+@/, '@');

export class ChatwarpParty {
  /** @param instance an open Instance */
  constructor(instance) {
    this.instance = instance;
    this.speaks = 'rest';
    this.rotates = true; // its sender keys, when a member goes
    this.name = instance.name;
    this.groups = new ChatwarpGroups(this);
    this.sealed = new SealedChatwarp(this);
  }

  get jid() {
    return this.instance.jid;
  }
  get lid() {
    return this.instance.lid;
  }
  is(jid) {
    return [this.jid, this.lid].includes(bare(jid));
  }

  post(path, body, method = 'POST') {
    return this.instance.house.api.call(method, `/${path}/${encodeURIComponent(this.name)}`, body);
  }
  get(path, query) {
    return this.instance.house.api.call('GET', `/${path}/${encodeURIComponent(this.name)}?${new URLSearchParams(query)}`);
  }

  /** Sends what a row of the table says; answers the key. */
  async send(to, row, scene = {}) {
    const { operation, body, content } = row.rest({ ...scene, to, me: this });
    const answer = content
      ? await this.post('message/send', { to, content })
      : await this.post(`message/${operation}`, { number: to, ...body });
    return answer.key;
  }

  /** Sends what WhatsApp refuses with this number. */
  async sendInVain(to, row, code) {
    await assert.rejects(this.send(to, row), { code: 'refused' });
    await this.event('that it is refused', 'messages.update', (data) => data.remoteJid === to && data.status === 'ERROR' && data.errorCode === code);
  }
  /** The number with which WhatsApp refused a request. */
  refusal(error) {
    return Number(/refused with code (\d+)/.exec(error.message)?.[1]);
  }

  /** Everything heard, in order: {key, type, content, wraps, about}. */
  items() {
    return this.instance.events('messages.upsert').map(({ data }) => ({
      key: data.key, fromMe: data.key.fromMe, name: data.pushName, ...said(data.message, data.contextInfo)
    }));
  }

  find(what, match, ms = 20_000) {
    return until(`${this.name} hears ${what}`, () => this.items().find(match), ms);
  }

  /** The message of this id. */
  hear(id, ms) {
    return this.find(id, (item) => item.key.id === id, ms);
  }

  event(what, kind, match, ms = 20_000) {
    return until(`${this.name} hears ${what}`, () => this.instance.events(kind).find(({ data }) => match(data)), ms);
  }

  async bytes(item) {
    const file = await this.post('chat/getBase64FromMediaMessage', { message: { key: { id: item.key.id } } });
    return Buffer.from(file.base64, 'base64');
  }

  /** The bytes of a file that the host has thrown away: the server asks one's phone for it by itself. */
  renewed(item) {
    return this.bytes(item);
  }

  /** Where the picture of a person or group is; null when none is shown. */
  async pictureOf(number) {
    return (await this.post('chat/fetchProfilePictureUrl', { number })).profilePictureUrl;
  }

  /** Sets one's own picture; answers the bytes that others must see. */
  async showPicture(file) {
    await this.post('chat/updateProfilePicture', { picture: file.toString('base64') });
    return fetched(this, this.jid);
  }
  hidePicture() {
    return this.post('chat/removeProfilePicture', undefined, 'DELETE');
  }
  /** What was heard of a person's picture: whether there was one, each time. */
  pictureNews(person) {
    return this.instance.events('contacts.update').flatMap(({ data }) => (Array.isArray(data) ? data : []))
      .filter((c) => person.is(c.remoteJid)).map((c) => c.profilePicUrl !== null);
  }

  /** Pictures that are shown together; answers the album's key. */
  album(to, pictures) {
    const items = pictures.map((bytes) => ({ mediatype: 'image', media: bytes.toString('base64') }));
    return this.send(to, { rest: () => ({ content: { type: 'album', items } }) });
  }

  react(item, reaction) {
    return this.send(item.key.remoteJid, { rest: () => ({ operation: 'sendReaction', body: { key: item.key, reaction } }) });
  }
  hearReaction(id, text) {
    return this.find(`the reaction "${text}"`, (i) => i.type === 'reactionMessage' && i.content.key.id === id && (i.content.text ?? '') === text);
  }

  edit(key, text) {
    return this.post('chat/updateMessage', { number: key.remoteJid, key, text });
  }
  hearEdit(id, text) {
    return this.event(`the edit "${text}"`, 'messages.edited', (data) => data.key.id === id && said(data.editedMessage).content.text === text);
  }

  revoke(key) {
    return this.post('chat/deleteMessageForEveryone', key, 'DELETE');
  }
  hearRevoke(id) {
    return this.event(`that ${id} is deleted`, 'messages.delete', (data) => data.key.id === id);
  }

  read(item) {
    return this.post('chat/markMessageAsRead', { readMessages: [item.key] });
  }
  played(item) {
    return this.post('chat/markMessageAsRead', { readMessages: [{ ...item.key, played: true }] });
  }
  /** Waits until a status event of this kind has come for a message of one's own, from `person` if given. */
  hearReceipt(id, status, person) {
    return this.event(`that ${id} is ${status}`, 'messages.update', (data) =>
      data.keyId === id && data.status === status && (!person || person.is(data.participant ?? data.remoteJid)));
  }

  type(to, presence) {
    return this.post('chat/sendPresence', { number: to, presence, delay: 1 });
  }
  hearTyping(person, state, chat) {
    return this.event(`${person.name} ${state}`, 'presence.update', ({ id, presences }) =>
      (!chat || chat === id) && Object.entries(presences).some(([jid, p]) => person.is(jid) && p.lastKnownPresence === state));
  }

  async createGroup(subject, people) {
    return (await this.post('group/create', { subject, participants: people.map((p) => p.jid) })).id;
  }
  async members(groupJid) {
    const { participants } = await this.get('group/participants', { groupJid });
    return participants.map((p) => p.phoneNumber ?? p.id);
  }
  changeMembers(groupJid, action, people) {
    return this.post('group/updateParticipant', { groupJid, action, participants: people.map((p) => p.jid) });
  }
  rename(groupJid, subject) {
    return this.post('group/updateGroupSubject', { groupJid, subject });
  }
  timer(groupJid, expiration) {
    return this.post('group/toggleEphemeral', { groupJid, expiration });
  }
  async invitation(groupJid) {
    return (await this.get('group/inviteCode', { groupJid })).inviteCode;
  }
  async join(inviteCode) {
    return (await this.get('group/acceptInviteCode', { inviteCode })).groupJid;
  }
  leave(groupJid) {
    const path = `/group/leaveGroup/${encodeURIComponent(this.name)}?${new URLSearchParams({ groupJid })}`;
    return this.instance.house.api.call('DELETE', path);
  }
  hearGroup(group) {
    return this.event('of the group', 'groups.upsert', (data) => data.some((g) => g.id === group));
  }
  hearMembers(group, action, person) {
    return this.event(`${action} of ${person.name}`, 'group-participants.update', (data) =>
      data.id === group && data.action === action &&
      (data.participants.some((jid) => person.is(jid)) || data.participantsData.some((p) => person.is(p.phoneNumber))));
  }
  hearSubject(group, subject) {
    return this.event(`the subject "${subject}"`, 'groups.update', (data) => data.some((g) => g.id === group && g.subject === subject));
  }
  hearTimer(group, seconds) {
    return this.event(`the timer ${seconds}`, 'groups.update', (data) => data.some((g) => g.id === group && g.ephemeralDuration === seconds));
  }

  likeStatus(item, text) {
    return this.react(item, text);
  }
  deleteStatus(key) {
    return this.revoke(key);
  }

  async status(row, audience) {
    const { body } = row.rest({ me: this });
    return (await this.post('message/sendStatus', { ...body, statusJidList: audience.map((p) => p.jid) })).key;
  }
}
