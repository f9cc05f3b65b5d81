// Restricted accounts: a Baileys client and a chatwarp instance let each other in by their tokens.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { BaileysClient, trust } from '../lib/baileys.mjs';
import { Instance, openHouse } from '../lib/house.mjs';
import { until } from '../lib/process.mjs';

process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0'; // the simulator's certificate is self-signed

let house;
let shop;
let bia;
let good = true;

before(async () => {
  house = await openHouse('tokens');
  trust(house.simulator.rootKey);
  shop = await new Instance(house, 'shop').open();
  bia = await new BaileysClient({ name: 'Bia', url: house.simulator.url, scan: (qr) => house.admin.scanQr(qr) }).open();
});

after(async () => {
  await bia?.close();
  await house?.close(good);
});

const scenario = (name, run) =>
  test(name, { timeout: 60_000 }, async () => {
    try {
      await run();
    } catch (error) {
      good = false;
      throw error;
    }
  });

const restrict = (number, restricted) => house.admin.call('POST', `/admin/accounts/${number}/restricted`, { restricted });

/** Whether the instance may write to Bia: false when it is refused for the want of her token. */
async function admitted(text) {
  try {
    await house.api.sendText('shop', bia.jid, text);
    return true;
  } catch (error) {
    assert.equal(error.status, 400);
    assert.equal(error.code, 'refused');
    assert.match(error.message, /463/);
    return false;
  }
}

scenario('an instance may write to a restricted client once its token came', async () => {
  await restrict(bia.number, true);
  assert.equal(await admitted('hello?'), false);
  await bia.textAcked(shop.jid, 'who is there?');
  await shop.await('who is there?');
  await until('her token is here', () => admitted('it is me'));
  await bia.await('it is me');
  await restrict(bia.number, false);
});

scenario('a client may write to a restricted instance by the token it was issued', async () => {
  const caio = await new BaileysClient({ name: 'Caio', url: house.simulator.url, scan: (qr) => house.admin.scanQr(qr) }).open();
  try {
    await restrict(shop.number, true);
    const refused = await caio.textAcked(shop.jid, 'hello?');
    assert.equal(caio.acks.find((ack) => ack.id === refused).error, '463');
    await shop.text(caio.jid, 'do write');
    await caio.await('do write');
    await until('our token is there', async () => {
      const id = await caio.textAcked(shop.jid, 'thank you');
      return !caio.acks.find((ack) => ack.id === id).error;
    });
    await shop.await('thank you');
    assert.ok(!shop.received().includes('hello?'));
  } finally {
    await caio.close();
  }
});

scenario('nobody showed a wrong token', async () => {
  assert.deepEqual(await house.admin.violations(), []);
});
