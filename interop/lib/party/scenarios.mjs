// What two people and a third one do with each other, whatever client each of them uses.
import assert from 'node:assert/strict';
import { until } from '../process.mjs';
import { communities } from './communities.mjs';
import { files } from './files.mjs';
import { groupLife } from './group-life.mjs';
import { invitations } from './invitations.mjs';
import { answers, fleeting, kinds, mention, mentionAll, poll, preview, statuses, text, timer } from './kinds.mjs';
import { startPage } from './page.mjs';
import { pictures } from './pictures.mjs';
import { sealedWords } from './sealed.mjs';
import { check, exactly, tell } from './ways.mjs';

/**
 * The scenarios, each {name, run}, between `a` and `b` in both directions where there are two, with `c` as a
 * third person. `people` and `admin` (the simulator's) give them when a scenario runs, since they meet in the first one.
 */
export function scenarios(people, { secondDevice, admin }) {
  const list = [];
  const scenario = (name, run) => list.push({ name, run });
  const bothWays = (name, run) => {
    for (const [from, to] of [['a', 'b'], ['b', 'a']]) {
      scenario(`${name}, ${from} to ${to}`, () => run(people()[from], people()[to], people().c));
    }
  };

  for (const row of kinds) {
    bothWays(row.name, async (from, to) => {
      const scene = row.needs ? { heard: await tell(to, from.jid, from, `before ${row.name}`) } : {};
      await check(row, from, to, await from.send(to.jid, row, scene), scene);
    });
  }

  for (const row of answers) {
    scenario(`${row.name}, b to a`, async () => {
      const { a, b } = people();
      await check(row, b, a, await b.send(a.jid, row));
    });
  }

  bothWays('a link with a preview', async (from, to) => {
    const page = await startPage('Fresh bread');
    try {
      const row = preview(page.url, 'Fresh bread');
      await check(row, from, to, await from.send(to.jid, row));
    } finally {
      await page.close();
    }
  });

  scenario('a timer for the chat, set by a, switched off by b', async () => {
    const { a, b } = people();
    await check(timer(86_400), a, b, await a.send(b.jid, timer(86_400)));
    await check(fleeting, a, b, await a.send(b.jid, fleeting));
    await b.send(a.jid, timer(0));
    await tell(b, a.jid, a, 'for good');
    assert.ok(!(await tell(a, b.jid, b, 'for good')).content.contextInfo?.expiration);
  });

  scenario('a timer for the chat, set by b, switched off by a', async () => {
    const { a, b } = people();
    await b.send(a.jid, timer(86_400));
    await tell(b, a.jid, a, 'gone tomorrow');
    await check(fleeting, a, b, await a.send(b.jid, fleeting));
    await check(timer(0), a, b, await a.send(b.jid, timer(0)));
    assert.ok(!(await tell(a, b.jid, b, 'for good')).content.contextInfo?.expiration);
  });

  bothWays('a reaction and its removal', async (from, to) => {
    const item = await tell(to, from.jid, from, 'like this?');
    await from.react(item, '🥐');
    await to.hearReaction(item.key.id, '🥐');
    await from.react(item, '');
    await to.hearReaction(item.key.id, '');
  });

  bothWays('an edit', async (from, to) => {
    const key = await from.send(to.jid, text('with a tpyo'));
    await to.hear(key.id);
    await from.edit(key, 'without a typo');
    await to.hearEdit(key.id, 'without a typo');
  });

  bothWays('a message deleted for everyone', async (from, to) => {
    const key = await from.send(to.jid, text('never mind'));
    await to.hear(key.id);
    await from.revoke(key);
    await to.hearRevoke(key.id);
  });

  bothWays('votes, changed and withdrawn', async (from, to) => {
    const key = await from.send(to.jid, poll);
    const item = await to.hear(key.id);
    await to.sealed.vote(item, ['Bread', 'Cake'], from);
    await from.sealed.hearVote(key, to, ['Bread', 'Cake']);
    await to.sealed.vote(item, ['Rolls'], from);
    await from.sealed.hearVote(key, to, ['Rolls']);
    await to.sealed.vote(item, [], from);
    await from.sealed.hearVote(key, to, []);
  });

  bothWays('delivered and read', async (from, to) => {
    const key = await from.send(to.jid, text('seen?'));
    const item = await to.hear(key.id);
    await from.hearReceipt(key.id, 'DELIVERY_ACK');
    await to.read(item);
    await from.hearReceipt(key.id, 'READ');
  });

  bothWays('played', async (from, to) => {
    const key = await from.send(to.jid, kinds.find((row) => row.name === 'a voice note'));
    await to.played(await to.hear(key.id));
    await from.hearReceipt(key.id, 'PLAYED');
  });

  bothWays('typing and recording', async (from, to) => {
    await from.type(to.jid, 'composing');
    await to.hearTyping(from, 'composing');
    await from.type(to.jid, 'recording');
    await to.hearTyping(from, 'recording');
    await from.type(to.jid, 'paused');
    await to.hearTyping(from, 'paused');
  });

  for (const row of statuses) {
    bothWays(`a status: ${row.name}`, async (from, to) => {
      const item = await check(row, from, to, await from.status(row, [to]));
      assert.equal(item.key.remoteJid, 'status@broadcast');
    });
  }

  bothWays('a status: liked by its viewer, then deleted', async (from, to) => {
    const key = await from.status(statuses[0], [to]);
    const item = await to.hear(key.id);
    await to.likeStatus(item, '💚');
    await from.hearReaction(key.id, '💚');
    await from.deleteStatus(key, [to]);
    await to.hearRevoke(key.id);
  });

  bothWays('an album of two pictures', async (from, to) => {
    const parent = await from.album(to.jid, [files.jpeg, files.jpeg]);
    const album = await to.hear(parent.id);
    assert.equal(album.type, 'albumMessage');
    assert.equal(album.content.expectedImageCount, 2);
    const pictures = await until('both pictures', () => {
      const found = to.items().filter((i) => i.type === 'imageMessage' && i.about.messageAssociation?.parentMessageKey?.id === parent.id);
      return found.length === 2 && found;
    });
    for (const picture of pictures) assert.ok((await to.bytes(picture)).equals(files.jpeg));
  });

  // Groups.

  let group;
  scenario('a group is made, and everybody hears of it', async () => {
    const { a, b, c } = people();
    group = await a.createGroup('Bakers', [b, c]);
    await Promise.all([b.hearGroup(group), c.hearGroup(group)]);
    for (const party of [a, b, c]) assert.deepEqual((await party.members(group)).toSorted(), [a, b, c].map((p) => p.jid).toSorted());
  });

  const members = { a: ['b', 'c'], b: ['a', 'c'], c: ['a', 'b'] };
  /** A row said in the group by each of them, heard by both others. */
  const inGroup = (name, speakers, run) => {
    for (const from of speakers) {
      scenario(`${name} in the group, from ${from}`, () => run(people()[from], ...members[from].map((name) => people()[name])));
    }
  };

  for (const row of kinds) {
    inGroup(row.name, ['a', 'b'], async (from, to, other) => {
      const scene = row.needs ? { heard: await tell(to, group, from, `before ${row.name} here`) } : {};
      const key = await from.send(group, row, scene);
      for (const listener of [to, other]) {
        const item = await check(row, from, listener, key, scene);
        assert.ok(from.is(item.key.participant), 'the sender is named');
        assert.equal(item.key.remoteJid, group);
      }
    });
  }

  inGroup('a mention', ['a', 'b', 'c'], async (from, to, other) => {
    const row = mention(to);
    const key = await from.send(group, row);
    for (const listener of [to, other]) await check(row, from, listener, key);
  });

  inGroup('a mention of all', ['a', 'b'], async (from, to, other) => {
    const row = mentionAll('everybody!', [to, other]);
    const key = await from.send(group, row);
    for (const listener of [to, other]) await check(row, from, listener, key);
  });

  inGroup('reactions, edits and deletions', ['a', 'b'], async (from, to, other) => {
    const item = await tell(to, group, from, 'in the group');
    await from.react(item, '🍞');
    for (const listener of [to, other]) await listener.hearReaction(item.key.id, '🍞');
    const key = await from.send(group, text('in teh group'));
    for (const listener of [to, other]) await listener.hear(key.id);
    await from.edit(key, 'in the group');
    for (const listener of [to, other]) await listener.hearEdit(key.id, 'in the group');
    await from.revoke(key);
    for (const listener of [to, other]) await listener.hearRevoke(key.id);
  });

  inGroup('votes', ['a', 'b'], async (from, to, other) => {
    const key = await from.send(group, poll);
    for (const [voter, options] of [[to, ['Bread']], [other, ['Rolls', 'Cake']]]) {
      await voter.sealed.vote(await voter.hear(key.id), options, from);
      await from.sealed.hearVote(key, voter, options);
    }
  });

  inGroup('receipts of each member', ['a', 'b'], async (from, to, other) => {
    const key = await from.send(group, text('has everybody got it?'));
    for (const listener of [to, other]) {
      await from.hearReceipt(key.id, 'DELIVERY_ACK', listener);
      await listener.read(await listener.hear(key.id));
      await from.hearReceipt(key.id, 'READ', listener);
    }
  });

  inGroup('typing', ['a', 'b'], async (from, to) => {
    await from.type(group, 'composing');
    await to.hearTyping(from, 'composing', group);
  });

  scenario('the subject changes, by either of them', async () => {
    const { a, b, c } = people();
    for (const [by, subject] of [[a, 'Bakers & friends'], [b, 'Bakers']]) {
      await by.rename(group, subject);
      for (const listener of [a, b, c].filter((p) => p !== by)) await listener.hearSubject(group, subject);
    }
  });

  scenario('messages of the group disappear after a day, and no more', async () => {
    const { a, b, c } = people();
    await a.timer(group, 86_400);
    for (const listener of [b, c]) await listener.hearTimer(group, 86_400);
    const key = await a.send(group, fleeting);
    for (const listener of [b, c]) await check(fleeting, a, listener, key);
    await a.timer(group, 0);
    await b.hearTimer(group, 0);
  });

  scenario('who is removed hears no more, and the key is a new one', async () => {
    const { a, b, c } = people();
    const before = b.senderKeyOf?.(group, a);
    await a.changeMembers(group, 'remove', [c]);
    await Promise.all([b.hearMembers(group, 'remove', c), c.hearMembers(group, 'remove', c)]);
    const secret = await tell(a, group, b, 'without Caio');
    const answer = await tell(b, group, a, 'just the two of us');
    if (a.rotates) assert.notEqual(b.senderKeyOf(group, a), before);
    // What came after it has come, so that could have come as well.
    await tell(a, c.jid, c, 'sorry');
    for (const item of [secret, answer]) assert.equal(exactly(c, item.key.id), 0);
    await assert.rejects(c.send(group, text('let me in')).then((key) => a.hear(key.id, 1)));
  });

  scenario('who is added again hears everything from then on', async () => {
    const { a, b, c } = people();
    await a.changeMembers(group, 'add', [c]);
    await Promise.all([b.hearMembers(group, 'add', c), c.hearGroup(group)]);
    for (const [from, to, other] of [[a, b, c], [b, a, c], [c, a, b]]) {
      const key = await from.send(group, text(`welcome, says ${from.name}`));
      for (const listener of [to, other]) await listener.hear(key.id);
    }
  });

  for (const part of [groupLife, communities, invitations, sealedWords, pictures]) part({ scenario, bothWays, people, secondDevice, admin });

  // What goes wrong.

  scenario('b loses its sessions, and gets the next message all the same', async () => {
    const { a, b } = people();
    await tell(a, b.jid, b, 'before the loss');
    const before = b.unreadable();
    assert.ok(b.loseSessions(a) > 0);
    const item = await tell(a, b.jid, b, 'after the loss');
    assert.ok(b.unreadable() > before, 'it could not be read at first');
    assert.equal(exactly(b, item.key.id), 1);
    await tell(b, a.jid, a, 'and back');
    await tell(a, b.jid, b, 'once more');
  });

  scenario('b loses its sessions, and speaks first', async () => {
    const { a, b } = people();
    assert.ok(b.loseSessions(a) > 0);
    await tell(b, a.jid, a, 'a new session');
    await tell(a, b.jid, b, 'works both ways');
  });

  scenario('b loses the sender keys of the group, and gets the next message all the same', async () => {
    const { a, b, c } = people();
    await tell(a, group, b, 'before the keys are lost');
    const before = b.unreadable();
    assert.ok(b.loseSenderKeys(group) > 0);
    const key = await a.send(group, text('after the keys are lost'));
    for (const listener of [b, c]) await listener.hear(key.id);
    assert.ok(b.unreadable() > before, 'it could not be read at first');
    assert.equal(exactly(c, key.id), 1);
  });

  scenario('who leaves the group is gone for everybody', async () => {
    const { a, b, c } = people();
    await b.leave(group);
    await Promise.all([a.hearMembers(group, 'remove', b), c.hearMembers(group, 'remove', b)]);
    await tell(a, group, c, 'b has left');
  });

  // More devices of one account.

  for (const whose of ['a', 'b']) {
    scenario(`a second device of ${whose} has its part in everything`, async () => {
      const owner = people()[whose];
      const other = people()[whose === 'a' ? 'b' : 'a'];
      const second = await secondDevice(owner);
      try {
        assert.equal(second.jid, owner.jid);
        const own = await owner.send(other.jid, text('seen by my other device'));
        assert.equal((await second.hear(own.id)).fromMe, true);
        const key = await other.send(owner.jid, text('for both devices'));
        for (const device of [owner, second]) assert.equal((await device.hear(key.id)).fromMe, false);
        const back = await second.send(other.jid, text('from my other device'));
        assert.equal((await other.hear(back.id)).content.text, 'from my other device');
        assert.equal((await owner.hear(back.id)).fromMe, true);
        const picture = kinds.find((row) => row.file);
        await check(picture, other, second, await other.send(owner.jid, picture));
      } finally {
        await second.client.close();
      }
    });
  }

  return list;
}
