// The scenarios of interop/lib/party between a chatwarp instance, driven over REST and heard on its webhook,
// and Baileys clients.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { BaileysClient, refusedSignatures, trust } from '../lib/baileys.mjs';
import { Instance, openHouse } from '../lib/house.mjs';
import { BaileysParty } from '../lib/party/baileys.mjs';
import { ChatwarpParty } from '../lib/party/chatwarp.mjs';
import { scenarios } from '../lib/party/scenarios.mjs';

process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0'; // the simulator's certificate is self-signed

let house;
let good = true;
const people = {};
const clients = [];

/** A Baileys client; of the account of this number if given. */
async function baileys(name, number) {
  const client = new BaileysClient({ name, url: house.simulator.url, scan: (qr) => house.admin.scanQr(qr, number) });
  clients.push(client);
  return new BaileysParty(await client.open());
}

before(async () => {
  house = await openHouse('scenarios');
  trust(house.simulator.rootKey);
  const [shop, b, c] = await Promise.all([new Instance(house, 'shop').open({ events: [], readStatus: true }), baileys('Bia'), baileys('Caio')]);
  await Promise.all([b.client.available(), c.client.available()]);
  Object.assign(people, { a: new ChatwarpParty(shop), b, c });
}, { timeout: 240_000 });

after(async () => {
  for (const client of clients) await client.close();
  await house?.close(good);
});

const secondDevice = (owner) => baileys(owner.name, owner.jid.split('@')[0]);

/** A test whose failure keeps the logs. */
const scenario = (name, run) =>
  test(name, { timeout: 60_000 }, async () => {
    try {
      await run();
    } catch (error) {
      good = false;
      throw error;
    }
  });

for (const { name, run } of scenarios(() => people, { secondDevice, admin: () => house.admin })) scenario(name, run);

scenario('nobody broke a rule, and every signature held', async () => {
  assert.deepEqual(await house.admin.seriousViolations((jid) => [people.b, people.c].some((party) => party.is(jid.replace(/:\d+@/, '@')))), []);
  assert.equal(refusedSignatures(), 0);
  assert.ok(house.lives());
});
