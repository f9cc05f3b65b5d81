// A Baileys client and a chatwarp instance on the simulator: driven over REST, heard on a webhook.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { BaileysClient, refusedSignatures, trust } from '../lib/baileys.mjs';
import { Instance, openHouse } from '../lib/house.mjs';
import { until } from '../lib/process.mjs';

process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0'; // the simulator's certificate is self-signed

const count = 100;
let house;
let shop;
let bia;
let good = true;

before(async () => {
  house = await openHouse('chatwarp');
  trust(house.simulator.rootKey);
});

after(async () => {
  await bia?.close();
  await house?.close(good);
});

/** A test whose failure keeps the logs. */
const scenario = (name, ms, run) =>
  test(name, { timeout: ms }, async () => {
    try {
      await run();
    } catch (error) {
      good = false;
      throw error;
    }
  });

const numbered = (prefix) => Array.from({ length: count }, (_, i) => `${prefix} ${i}`);

async function sendAll(send, prefix, step = () => {}) {
  const ids = [];
  for (const [i, text] of numbered(prefix).entries()) {
    await step(i);
    ids.push(await send(text));
  }
  return ids;
}

/**
 * Both directions at once; then order, completeness, double ticks and the simulator's own check. What a client takes
 * from its backlog it works through beside what comes meanwhile: it may hand over the later text first. The order in
 * which both came from the server is checked all the same.
 */
async function exchange(prefix, { beforeOut, beforeIn, beside = () => {}, backlog = false } = {}) {
  const [out, back] = await Promise.all([
    sendAll((text) => shop.text(bia.jid, text), `${prefix} out`, beforeOut),
    sendAll((text) => bia.textAcked(shop.jid, text), `${prefix} in`, beforeIn),
    beside()
  ]);
  await bia.await(`${prefix} out ${count - 1}`);
  await shop.await(`${prefix} in ${count - 1}`);
  for (const id of out) await shop.delivered(id);
  for (const id of back) await bia.receipt(id);
  assert.deepEqual([...new Set(bia.arrived)].filter((id) => out.includes(id)), out);
  const heard = bia.received().filter((t) => t.startsWith(`${prefix} out`));
  const whole = numbered(`${prefix} out`);
  assert.deepEqual(backlog ? heard.toSorted() : heard, backlog ? whole.toSorted() : whole);
  assert.deepEqual(shop.received().filter((t) => t?.startsWith(`${prefix} in`)), numbered(`${prefix} in`));
  assert.equal(new Set(out).size, count);
  assert.deepEqual(await house.admin.violations(), []);
}

scenario('an instance and a client pair and open', 120_000, async () => {
  shop = await new Instance(house, 'shop').open();
  bia = new BaileysClient({ name: 'Bia', url: house.simulator.url, scan: (qr) => house.admin.scanQr(qr) });
  await bia.open();
  await bia.available();
  assert.notEqual(bia.number, shop.number);
  assert.equal(refusedSignatures(), 0);
});

scenario('a hundred texts each way arrive in order, none lost, with double ticks', 120_000, () => exchange('first'));

scenario('the same across twenty reconnects of either side', 180_000, async () => {
  // What a client takes from its backlog it reports as received, not as shown: its phone speaks.
  await house.admin.call('POST', `/admin/phones/${bia.number}/manners`, { receipts: 'always' });
  const opened = shop.opened();
  const closes = [];
  await exchange('again', {
    backlog: true,
    // The client ends its socket between two of its own texts, while the instance's go on.
    beforeIn: async (i) => {
      if (i % 10 === 5) await bia.reconnect();
    },
    beside: async () => {
      for (let i = 0; i < 10; i++) {
        await until('the exchange goes on', () => shop.received().filter((t) => t?.startsWith('again in')).length >= i * 9);
        const before = shop.opened();
        if (i % 2 === 0) await house.api.restart('shop');
        else closes.push(await house.admin.faults({ phone: shop.number, device: 1, kind: 'close' }));
        await until('the instance opens again', () => shop.opened() > before);
      }
    }
  });
  assert.equal(shop.opened() - opened, 10);
  assert.deepEqual(closes.map((c) => c.hit), [1, 1, 1, 1, 1]);
  assert.ok(house.lives());
});

/** Misbehaves towards the instance, exchanges a text each way, and hears whether it reconnected. */
async function across(kind, { reconnects }) {
  const before = shop.opened();
  await house.admin.faults({ phone: shop.number, device: 1, kind });
  const there = `out across a ${kind}`;
  const back = `in across a ${kind}`;
  const [id] = await Promise.all([shop.text(bia.jid, there), bia.textAcked(shop.jid, back)]);
  await bia.await(there);
  await shop.await(back);
  await shop.delivered(id);
  if (reconnects) await until('the instance opens again', () => shop.opened() > before);
  assert.equal(bia.received().filter((t) => t === there).length, 1);
  assert.equal(shop.received().filter((t) => t === back).length, 1);
  assert.ok(house.lives());
}

for (const kind of ['garbage_frame', 'truncated_frame', 'drop_frame']) {
  scenario(`${kind}: the connection is made again and no message is lost`, 60_000, () => across(kind, { reconnects: true }));
}

// These two keep the cipher in step: the connection may go on.
for (const kind of ['oversize_frame', 'malformed_frame']) {
  scenario(`${kind}: nothing is lost`, 60_000, () => across(kind, { reconnects: false }));
}

scenario('nobody broke a rule, and every signature held', 30_000, async () => {
  assert.deepEqual(await house.admin.violations(), []);
  assert.equal(refusedSignatures(), 0);
});
