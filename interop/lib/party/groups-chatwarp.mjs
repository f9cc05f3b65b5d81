// What a person behind a chatwarp instance does with groups and communities, and hears of them.
import { difference } from './said.mjs';

const result = ({ status, content }) => ({
  status,
  invite: content?.inviteCode && { code: content.inviteCode, expiration: content.inviteExpiration }
});

export class ChatwarpGroups {
  constructor(party) {
    this.party = party;
  }

  get(path, query) {
    return this.party.get(path, query);
  }
  post(path, body) {
    return this.party.post(path, body);
  }

  /** A group as this person sees it; `admins` by number. */
  async info(groupJid) {
    const found = await this.get('group/findGroupInfos', { groupJid });
    const admins = found.participants.filter((p) => p.admin).map((p) => p.phoneNumber ?? p.id);
    return { ...found, admins };
  }

  async change(groupJid, action, people) {
    const answer = await this.post('group/updateParticipant', { groupJid, action, participants: people.map((p) => p.jid) });
    return answer.updateParticipants.map(result);
  }
  describe(groupJid, description) {
    return this.post('group/updateGroupDescription', { groupJid, description });
  }
  set(groupJid, action) {
    const path = /^(all_member|admin_add|join_approval)/.test(action) ? 'group/updateMemberMode' : 'group/updateSetting';
    return this.post(path, { groupJid, action });
  }
  setPicture(groupJid, bytes) {
    return this.post('group/updateGroupPicture', { groupJid, image: bytes.toString('base64') });
  }
  removePicture(groupJid) {
    return this.party.post('group/removeGroupPicture', { groupJid }, 'DELETE');
  }

  async revokeCode(groupJid) {
    return (await this.post('group/revokeInviteCode', { groupJid })).inviteCode;
  }
  codeInfo(inviteCode) {
    return this.get('group/inviteInfo', { inviteCode });
  }
  /** Goes where a code leads; false when an admin has to agree first. */
  async joinOrAsk(inviteCode) {
    return (await this.get('group/acceptInviteCode', { inviteCode })).accepted;
  }
  /** Numbers of those who wait. */
  async waiting(groupJid) {
    return (await this.get('group/joinRequests', { groupJid })).joinRequests.map((r) => r.phoneNumber ?? r.jid);
  }
  async decide(groupJid, approve, people) {
    const body = { groupJid, action: approve ? 'approve' : 'reject', participants: people.map((p) => p.jid) };
    return (await this.post('group/updateJoinRequests', body)).updateJoinRequests.map(({ status }) => status);
  }
  /** Looks at an invitation before it is taken up. */
  async accept({ key, content }) {
    const { groupJid, inviteCode, inviteExpiration } = content;
    const invitation = { groupJid, inviteCode, inviteExpiration, inviter: key.remoteJid };
    const shown = await this.post('group/inviteMessageInfo', invitation);
    if (shown.id !== groupJid || shown.subject !== content.groupName) {
      throw new Error(`the invitation to ${content.groupName} shows ${shown.subject}`);
    }
    return this.post('group/acceptInvite', invitation);
  }

  /** Waits until a change of the group with these members has come. */
  hear(group, what) {
    return this.party.event(JSON.stringify(Object.keys(what)), 'groups.update', (data) =>
      data.some((u) => u.id === group && Object.keys(what).every((name) => name in u) && difference(u, what) === null));
  }
  /** What was heard of a group's picture: whether there was one, each time. */
  pictureNews(group) {
    return this.party.instance.events('groups.update').flatMap(({ data }) => data)
      .filter((u) => u.id === group && 'pictureUrl' in u).map((u) => u.pictureUrl !== null);
  }
  hearRequest(group, person) {
    return this.hear(group, { joinRequests: (jids) => jids.some((jid) => person.is(jid)) });
  }

  async createCommunity(subject) {
    return (await this.post('community/create', { subject, participants: [] })).id;
  }
  async link(groupJid, group) {
    return (await this.post('community/linkGroups', { groupJid, groups: [group] })).linkGroups;
  }
  async unlink(groupJid, group) {
    return (await this.post('community/unlinkGroups', { groupJid, groups: [group] })).unlinkGroups;
  }
  async parts(groupJid) {
    return (await this.get('community/subGroups', { groupJid })).map((g) => g.id);
  }
  hearLinked(community, group, linked = true) {
    return this.hear(group, { [linked ? 'linked' : 'unlinked']: (jids) => jids.includes(community) });
  }
}
