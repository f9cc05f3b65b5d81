// What a person who uses Baileys does with groups and communities, and hears of them.
import { getBinaryNodeChild, proto } from 'baileys';
import { until } from '../process.mjs';
import { difference } from './said.mjs';

/** Those who let nobody add them are named with an invitation. */
function result({ status, content }) {
  const invite = getBinaryNodeChild(content, 'add_request')?.attrs;
  return { status, invite: invite && { code: invite.code, expiration: Number(invite.expiration) } };
}

export class BaileysGroups {
  constructor(party) {
    this.party = party;
  }

  get sock() {
    return this.party.sock;
  }
  get seen() {
    return this.party.client.seen;
  }

  /** A group as this person sees it; `admins` by number. */
  async info(group) {
    const found = await this.sock.groupMetadata(group);
    const admins = found.participants.filter((p) => p.admin).map((p) => p.phoneNumber ?? p.id);
    return { ...found, admins, desc: found.desc ?? null, linkedParent: found.linkedParent ?? null };
  }

  async change(group, action, people) {
    return (await this.sock.groupParticipantsUpdate(group, people.map((p) => p.jid), action)).map(result);
  }
  describe(group, words) {
    return this.sock.groupUpdateDescription(group, words || undefined);
  }
  set(group, setting) {
    switch (setting) {
      case 'all_member_add':
      case 'admin_add':
        return this.sock.groupMemberAddMode(group, setting);
      case 'join_approval_on':
      case 'join_approval_off':
        return this.sock.groupJoinApprovalMode(group, setting.replace('join_approval_', ''));
      default:
        return this.sock.groupSettingUpdate(group, setting);
    }
  }
  setPicture(group, bytes) {
    return this.sock.updateProfilePicture(group, bytes);
  }
  removePicture(group) {
    return this.sock.removeProfilePicture(group);
  }

  revokeCode(group) {
    return this.sock.groupRevokeInvite(group);
  }
  codeInfo(code) {
    return this.sock.groupGetInviteInfo(code);
  }
  /** Goes where a code leads; false when an admin has to agree first. */
  async joinOrAsk(code) {
    return Boolean(await this.sock.groupAcceptInvite(code));
  }
  /** Numbers of those who wait. */
  async waiting(group) {
    return (await this.sock.groupRequestParticipantsList(group)).map((p) => p.phone_number ?? p.jid);
  }
  async decide(group, approve, people) {
    const answer = await this.sock.groupRequestParticipantsUpdate(group, people.map((p) => p.jid), approve ? 'approve' : 'reject');
    return answer.map(({ status }) => status);
  }
  accept(item) {
    return this.sock.groupAcceptInviteV4(item.key, proto.Message.GroupInviteMessage.fromObject(item.content));
  }

  /** Waits until a change of the group with these members has come. */
  hear(group, what) {
    return until(`${this.party.name} hears ${JSON.stringify(Object.keys(what))}`, () => this.seen.updates.find((u) =>
      u.id === group && Object.keys(what).every((name) => name in u) && difference(u, what) === null), 20_000);
  }
  /** What was heard of a group's picture: whether there was one, each time. */
  pictureNews(group) {
    return this.seen.contacts.filter((c) => c.id === group && c.imgUrl).map((c) => c.imgUrl === 'changed');
  }
  hearRequest(group, person) {
    return until(`${this.party.name} hears that ${person.name} wants in`, () => this.seen.requests.find((r) =>
      r.id === group && r.action === 'created' && (person.is(r.participant) || person.is(r.participantPn))), 20_000);
  }

  async createCommunity(subject) {
    return (await this.sock.communityCreate(subject, 'what we share')).id;
  }
  link(community, group) {
    return this.sock.communityLinkGroup(group, community);
  }
  unlink(community, group) {
    return this.sock.communityUnlinkGroup(group, community);
  }
  async parts(community) {
    return (await this.sock.communityFetchLinkedGroups(community)).linkedGroups.map((g) => g.id);
  }
  /** Baileys tells nothing of links, so what it is told when it asks has to do. */
  hearLinked(community, group, linked = true) {
    const wanted = linked ? community : null;
    return until(`${this.party.name} sees the link`, async () => (await this.info(group)).linkedParent === wanted, 20_000, 200);
  }
}
