// One person with two addresses, a number and a LID, is one chat and one contact of an instance, named by the number.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Instance, openHouse } from '../lib/house.mjs';
import { until } from '../lib/process.mjs';

process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0'; // the simulator's certificate is self-signed

let house;
let shop;
let dona;
let good = true;

before(async () => {
  house = await openHouse('people');
  shop = await new Instance(house, 'shop').open({ events: [] });
  dona = await house.admin.createPhone('Dona');
}, { timeout: 120_000 });

after(() => house?.close(good));

const scenario = (name, run) =>
  test(name, { timeout: 60_000 }, async () => {
    try {
      await run();
    } catch (error) {
      good = false;
      throw error;
    }
  });

const find = (what, where) => house.api.call('POST', `/chat/${what}/shop`, { where });

/** What is told of chats, contacts and presences, but not of groups. */
const told = (...kinds) =>
  kinds
    .flatMap((kind) => shop.events(kind))
    .flatMap((event) => event.data)
    .map((data) => data.remoteJid ?? data.id)
    .filter((jid) => !jid.endsWith('@g.us') && jid !== shop.jid);

scenario('who writes by LID and by number, and is written to by both, is one chat', async () => {
  await house.admin.send(dona.phone, shop.lid, 'by LID');
  await shop.await('by LID');
  await house.admin.send(dona.phone, shop.jid, 'by number');
  await shop.await('by number');
  await shop.text(dona.lid, 'back by LID');
  await shop.text(dona.jid, 'back by number');

  const chats = (await find('findChats', {})).filter((chat) => [dona.jid, dona.lid].includes(chat.remoteJid));
  assert.deepEqual(chats.map((chat) => chat.remoteJid), [dona.jid]);
  assert.equal(chats[0].unreadCount, 2);
  assert.equal(chats[0].pushName, 'Dona');
  assert.equal(chats[0].lastMessage.key.remoteJid, dona.jid);

  for (const remoteJid of [dona.jid, dona.lid]) {
    assert.deepEqual((await find('findChats', { remoteJid })).map((chat) => chat.remoteJid), [dona.jid]);
    const { messages } = await find('findMessages', { key: { remoteJid } });
    assert.deepEqual(
      messages.records.map((m) => m.message.conversation ?? m.message.extendedTextMessage?.text).sort(),
      ['back by LID', 'back by number', 'by LID', 'by number']
    );
    assert.deepEqual([...new Set(messages.records.map((m) => m.key.remoteJid))], [dona.jid]);
  }
});

scenario('everything that is told of her names the number', async () => {
  for (const to of [shop.lid, shop.jid]) {
    const before = shop.events('presence.update').length;
    await house.admin.call('POST', `/admin/phones/${dona.phone}/typing`, { to, state: 'composing' });
    await until('the webhook hears her type', () => shop.events('presence.update').length > before);
  }
  for (const { data } of shop.events('presence.update')) {
    assert.deepEqual([data.id, ...Object.keys(data.presences)], [dona.jid, dona.jid]);
  }
  const seen = told('chats.upsert', 'chats.update', 'contacts.upsert', 'contacts.update', 'presence.update');
  assert.ok(seen.length > 3);
  assert.deepEqual([...new Set(seen)], [dona.jid]);
});

scenario('nobody broke a rule', async () => {
  assert.deepEqual(await house.admin.violations(), []);
  assert.ok(house.lives());
});
