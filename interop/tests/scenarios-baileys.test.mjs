// The scenarios of interop/lib/party between Baileys clients: what the simulator must carry.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { adminClient } from '../lib/admin.mjs';
import { BaileysClient, refusedSignatures, trust } from '../lib/baileys.mjs';
import { BaileysParty } from '../lib/party/baileys.mjs';
import { scenarios } from '../lib/party/scenarios.mjs';
import { startSimulator } from '../lib/process.mjs';

process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0'; // the simulator's certificate is self-signed

let simulator;
let admin;
const people = {};

before(async () => {
  simulator = await startSimulator({ log: process.env.SIMULATOR_LOG });
  admin = adminClient(simulator.admin);
  trust(simulator.rootKey);
  const open = async (name) => {
    const client = await new BaileysClient({ name, url: simulator.url, scan: (qr) => admin.scanQr(qr) }).open();
    await client.available();
    return new BaileysParty(client);
  };
  [people.a, people.b, people.c] = await Promise.all(['Ana', 'Bia', 'Caio'].map(open));
}, { timeout: 120_000 });

after(async () => {
  for (const party of Object.values(people)) await party.client.close();
  await simulator?.stop();
});

/** Another client of the same account. */
async function secondDevice(owner) {
  const client = new BaileysClient({ name: owner.name, url: simulator.url, scan: (qr) => admin.scanQr(qr, owner.client.number) });
  return new BaileysParty(await client.open());
}

for (const { name, run } of scenarios(() => people, { secondDevice, admin: () => admin })) test(name, { timeout: 60_000 }, run);

test('nobody broke a rule, and every signature held', async () => {
  assert.deepEqual(await admin.seriousViolations(() => true), []);
  assert.equal(refusedSignatures(), 0);
});
