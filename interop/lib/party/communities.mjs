// Communities, made by either of the two: groups come and go, and reactions are sealed in the announcement group.
// Baileys tells nothing of links, so what it is told when it asks has to do; it knows no way to end a community.
import assert from 'node:assert/strict';
import { text } from './kinds.mjs';
import { refused, tell, tellAll } from './ways.mjs';

const forbidden = 403;

export function communities({ scenario, people }) {
  for (const [by, of] of [['a', 'b'], ['b', 'a']]) {
    const cast = () => ({ admin: people()[by], member: people()[of], c: people().c });

    scenario(`a community and its groups, by ${by}`, async () => {
      const { admin, member, c } = cast();
      const community = await admin.groups.createCommunity(`Neighbours of ${admin.name}`);
      assert.equal((await admin.groups.info(community)).isCommunity, true);
      const group = await admin.createGroup(`Gardeners of ${admin.name}`, [member, c]);
      await Promise.all([member, c].map((person) => person.hearGroup(group)));

      await refused(member, member.groups.link(community, group), forbidden);
      await admin.groups.link(community, group);
      for (const person of [member, c]) await person.groups.hearLinked(community, group);
      for (const person of [admin, member]) {
        assert.equal((await person.groups.info(group)).linkedParent, community);
        assert.ok((await person.groups.parts(community)).includes(group));
      }
      await tellAll(admin, group, [member, c], 'in the sub-group');
      await tellAll(member, group, [admin, c], 'here as well');
      await tellAll(c, group, [admin, member], 'and me');

      await refused(member, member.groups.unlink(community, group), forbidden);
      await admin.groups.unlink(community, group);
      for (const person of [member, c]) await person.groups.hearLinked(community, group, false);
      for (const person of [admin, member]) assert.ok(!(await person.groups.info(group)).linkedParent);
      assert.ok(!(await admin.groups.parts(community)).includes(group));
      await tellAll(admin, group, [member, c], 'on our own again');
    });

    scenario(`announcements, with sealed reactions, by ${by}`, async () => {
      const { admin, member, c } = cast();
      const community = await admin.groups.createCommunity(`Street of ${admin.name}`);
      const group = await admin.createGroup(`Bakers of ${admin.name}`, [member, c]);
      await admin.groups.link(community, group);
      let announcements;
      for (const id of await admin.groups.parts(community)) {
        if ((await admin.groups.info(id)).isCommunityAnnounce) announcements = id;
      }
      await Promise.all([member, c].map((person) => person.hearGroup(announcements)));

      const post = await admin.send(announcements, text('the oven is hot'));
      const item = await member.hear(post.id);
      await c.hear(post.id);
      await member.sendInVain(announcements, text('is it?'), forbidden);
      await member.sealed.react(item, '🔥', admin);
      await admin.sealed.hearReaction(post, member, '🔥');
      await member.sealed.react(item, '', admin);
      await admin.sealed.hearReaction(post, member, '');
      await tell(admin, announcements, member, 'sold out');
    });
  }
}
