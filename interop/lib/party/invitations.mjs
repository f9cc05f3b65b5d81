// Invitations for people who let nobody add them to groups: who adds them gets a code for that one person, sends it
// in a message, and they follow it. The setting is made by another device of theirs, since chatwarp has no
// operation for it.
import assert from 'node:assert/strict';
import { invitation } from './kinds.mjs';
import { refused, tellAll } from './ways.mjs';

const notAcceptable = 406;

export function invitations({ scenario, people, secondDevice }) {
  for (const [by, of] of [['a', 'b'], ['b', 'a']]) {
    scenario(`an invitation that is followed, ${by} to ${of}`, async () => {
      const [admin, guest, c] = [people()[by], people()[of], people().c];
      const settings = await secondDevice(guest);
      try {
        // Not 'contacts': whoever was issued a token is one, and shows it.
        await settings.sock.updateGroupsAddPrivacy('none');
        const group = await admin.createGroup('By invitation', [c]);
        await c.hearGroup(group);
        const [{ status, invite }] = await admin.groups.change(group, 'add', [guest]);
        assert.equal(status, '403');
        assert.ok(!(await admin.members(group)).includes(guest.jid));
        const item = await guest.hear((await admin.send(guest.jid, invitation(group, invite))).id);
        assert.equal(item.type, 'groupInviteMessage');
        await refused(guest, guest.groups.accept({ ...item, content: { ...item.content, inviteCode: 'AbCdEfGhIjKlMnOp' } }), notAcceptable);
        await guest.groups.accept(item);
        await guest.hearGroup(group);
        for (const other of [admin, c]) await other.hearMembers(group, 'add', guest);
        await tellAll(guest, group, [admin, c], 'thanks for the invitation');
      } finally {
        await settings.sock.updateGroupsAddPrivacy('all');
        await settings.client.close();
      }
    });
  }
}
