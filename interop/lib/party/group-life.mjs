// The life of a group, ruled by either of the two, with the third one in it. What Baileys is not told as an event, or
// has no call for, is left out on its side: that a person is let in after asking shows in the group it then hears of.
import assert from 'node:assert/strict';
import { files } from './files.mjs';
import { text } from './kinds.mjs';
import { fetched, newsOf, refused, tell, tellAll } from './ways.mjs';

const forbidden = 403;
const noMoreInvited = 401;
const overridden = 410;

/** An admin is told that these people, and nobody else, want to be let in. */
async function waits(admin, group, asking) {
  const jids = await admin.groups.waiting(group);
  assert.equal(jids.length, asking.length);
  for (const person of asking) assert.ok(jids.some((jid) => person.is(jid)), `${person.name} waits`);
}

export function groupLife({ scenario, people }) {
  /** Each of the two as the one who made the group, with the other one and c in it. */
  const ruled = (name, run, invited = ['member', 'c']) => {
    for (const [by, of] of [['a', 'b'], ['b', 'a']]) {
      scenario(`${name}, by ${by}`, async () => {
        const all = { admin: people()[by], member: people()[of], c: people().c };
        const group = await all.admin.createGroup(name.slice(0, 90), invited.map((role) => all[role]));
        await Promise.all(invited.map((role) => all[role].hearGroup(group)));
        await run({ ...all, group });
      });
    }
  };

  ruled('subject and description of a group', async ({ admin, member, c, group }) => {
    for (const [by, subject] of [[admin, 'Rye'], [member, 'Rye & wheat']]) {
      await by.rename(group, subject);
      for (const other of [admin, member, c].filter((p) => p !== by)) await other.groups.hear(group, { subject });
    }
    await admin.groups.describe(group, 'every Friday, ação 🥖');
    for (const other of [member, c]) await other.groups.hear(group, { desc: 'every Friday, ação 🥖' });
    for (const person of [admin, member, c]) {
      const { subject, desc } = await person.groups.info(group);
      assert.deepEqual({ subject, desc }, { subject: 'Rye & wheat', desc: 'every Friday, ação 🥖' });
    }
    await member.groups.describe(group, 'moved to Saturday');
    for (const other of [admin, c]) await other.groups.hear(group, { desc: 'moved to Saturday' });
    await admin.groups.describe(group, '');
    for (const other of [member, c]) await other.groups.hear(group, { desc: (desc) => !desc });
    for (const person of [admin, member]) assert.equal((await person.groups.info(group)).desc, null);
  });

  ruled('only admins write', async ({ admin, member, c, group }) => {
    await admin.groups.set(group, 'announcement');
    for (const other of [member, c]) await other.groups.hear(group, { announce: true });
    for (const person of [admin, member]) assert.equal((await person.groups.info(group)).announce, true);
    await member.sendInVain(group, text('may I say something?'), forbidden);
    await tellAll(admin, group, [member, c], 'listen');
    await admin.groups.set(group, 'not_announcement');
    for (const other of [member, c]) await other.groups.hear(group, { announce: false });
    await tellAll(member, group, [admin, c], 'at last');
    for (const person of [admin, c]) assert.ok(!person.items().some((i) => i.key.remoteJid === group && i.content?.text === 'may I say something?'));
  });

  ruled('only admins change what a group is', async ({ admin, member, c, group }) => {
    await admin.groups.set(group, 'locked');
    for (const other of [member, c]) await other.groups.hear(group, { restrict: true });
    await refused(member, member.rename(group, 'mine'), forbidden);
    await refused(member, member.groups.describe(group, 'mine'), forbidden);
    await refused(member, member.groups.set(group, 'unlocked'), forbidden);
    await admin.groups.set(group, 'unlocked');
    for (const other of [member, c]) await other.groups.hear(group, { restrict: false });
    await member.rename(group, 'ours');
    for (const other of [admin, c]) await other.groups.hear(group, { subject: 'ours' });
    assert.equal((await member.groups.info(group)).restrict, false);
  });

  ruled('a timer for a group', async ({ admin, member, c, group }) => {
    await admin.timer(group, 604_800);
    for (const other of [member, c]) await other.hearTimer(group, 604_800);
    for (const person of [admin, member, c]) assert.equal((await person.groups.info(group)).ephemeralDuration, 604_800);
    await admin.timer(group, 0);
    for (const other of [member, c]) await other.hearTimer(group, 0);
    for (const person of [admin, member]) assert.ok(!(await person.groups.info(group)).ephemeralDuration);
  });

  ruled('admins come and go', async ({ admin, member, c, group }) => {
    await refused(member, member.groups.change(group, 'promote', [c]), forbidden);
    assert.deepEqual((await admin.groups.change(group, 'promote', [member])).map((r) => r.status), ['200']);
    for (const other of [member, c]) await other.hearMembers(group, 'promote', member);
    for (const person of [admin, member, c]) assert.ok((await person.groups.info(group)).admins.includes(member.jid));
    await member.groups.set(group, 'announcement');
    await admin.groups.hear(group, { announce: true });
    await tellAll(member, group, [admin, c], 'said as an admin');
    await admin.groups.change(group, 'demote', [member]);
    for (const other of [member, c]) await other.hearMembers(group, 'demote', member);
    for (const person of [admin, member, c]) assert.deepEqual((await person.groups.info(group)).admins, [admin.jid]);
    await member.sendInVain(group, text('still me?'), forbidden);
    await tellAll(admin, group, [member, c], 'said after it');
  });

  ruled('the picture of a group', async ({ admin, member, c, group }) => {
    const all = [admin, member, c];
    const news = newsOf(all, (person) => person.groups.pictureNews(group));
    assert.equal(await fetched(member, group), null);
    let before = Buffer.alloc(0);
    for (const [by, file] of [[admin, files.jpeg], [member, files.webp]]) {
      await by.groups.setPicture(group, file);
      await news(true);
      const [own, ...theirs] = await Promise.all([by, ...all.filter((p) => p !== by)].map((person) => fetched(person, group)));
      assert.deepEqual([...own.subarray(0, 3)], [0xff, 0xd8, 0xff]);
      assert.ok(!own.equals(before), 'it is still the one before');
      for (const bytes of theirs) assert.ok(bytes.equals(own), 'the others see other bytes');
      before = own;
    }
    await admin.groups.removePicture(group);
    await news(false);
    for (const person of all) assert.equal(await fetched(person, group), null);
    await admin.groups.setPicture(group, files.jpeg);
    await news(true);
    await member.groups.removePicture(group);
    await news(false);
    for (const person of all) assert.equal(await fetched(person, group), null);
  });

  ruled('the code of a group', async ({ admin, member, c, group }) => {
    const code = await admin.invitation(group);
    assert.match(code, /^[A-Za-z0-9]{22}$/);
    const { id, subject } = await member.groups.codeInfo(code);
    assert.deepEqual({ id, subject }, { id: group, subject: 'the code of a group' });
    assert.equal(await member.groups.joinOrAsk(code), true);
    await member.hearGroup(group);
    for (const other of [admin, c]) await other.hearMembers(group, 'add', member);
    await tellAll(member, group, [admin, c], 'came by the code');
    const next = await admin.groups.revokeCode(group);
    assert.notEqual(next, code);
    for (const other of [member, c]) await other.groups.hear(group, { inviteCode: next });
    assert.equal(await admin.invitation(group), next);
    await refused(member, member.invitation(group), noMoreInvited);
    await member.leave(group);
    for (const other of [admin, c]) await other.hearMembers(group, 'remove', member);
    assert.ok(!(await admin.members(group)).includes(member.jid));
    await refused(member, member.groups.joinOrAsk(code), overridden);
    await refused(member, member.groups.codeInfo(code), overridden);
    assert.equal(await member.groups.joinOrAsk(next), true);
    await tell(admin, group, member, 'welcome back');
  }, ['c']);

  ruled('people ask to be let in', async ({ admin, member, c, group }) => {
    await admin.groups.set(group, 'join_approval_on');
    await c.groups.hear(group, { joinApprovalMode: true });
    assert.equal((await admin.groups.info(group)).joinApprovalMode, true);
    const code = await admin.invitation(group);
    assert.equal(await member.groups.joinOrAsk(code), false);
    await admin.groups.hearRequest(group, member);
    await waits(admin, group, [member]);
    await refused(c, c.groups.decide(group, true, [member]), forbidden);
    assert.deepEqual(await admin.groups.decide(group, false, [member]), ['200']);
    await waits(admin, group, []);
    assert.ok(!(await admin.members(group)).includes(member.jid));
    assert.equal(await member.groups.joinOrAsk(code), false);
    await waits(admin, group, [member]);
    assert.deepEqual(await admin.groups.decide(group, true, [member]), ['200']);
    await member.hearGroup(group);
    for (const other of [admin, c]) await other.hearMembers(group, 'add', member);
    await tellAll(member, group, [admin, c], 'thanks for letting me in');
    await admin.groups.set(group, 'join_approval_off');
    for (const other of [member, c]) await other.groups.hear(group, { joinApprovalMode: false });
  }, ['c']);

  ruled('who may add people', async ({ admin, member, c, group }) => {
    await admin.groups.set(group, 'admin_add');
    await member.groups.hear(group, { memberAddMode: false });
    await refused(member, member.groups.change(group, 'add', [c]), forbidden);
    await admin.groups.set(group, 'all_member_add');
    await member.groups.hear(group, { memberAddMode: true });
    for (const person of [admin, member]) assert.equal((await person.groups.info(group)).memberAddMode, true);
    assert.deepEqual((await member.groups.change(group, 'add', [c])).map((r) => r.status), ['200']);
    await c.hearGroup(group);
    await admin.hearMembers(group, 'add', c);
    await tellAll(c, group, [admin, member], 'added by a member');
  }, ['member']);
}
