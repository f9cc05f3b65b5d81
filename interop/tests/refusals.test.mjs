// Bad input to a whole server: each gets a clear answer in the documented envelope (docs/errors.md),
// and the server goes on as if nothing had been asked.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Instance, openHouse } from '../lib/house.mjs';

const limitMb = 1;
let house;
let shop;
let good = true;

before(async () => {
  house = await openHouse('refusals', { env: { CHATWARP_MAX_BODY_MB: String(limitMb) } });
  shop = await new Instance(house, 'shop').open();
});

after(() => house?.close(good));

async function ask(method, path, body, { key = house.apiKey } = {}) {
  const answer = await fetch(house.server.api + path, {
    method,
    headers: { 'content-type': 'application/json', ...(key ? { apikey: key } : {}) },
    body
  });
  return { status: answer.status, body: await answer.json() };
}

/** Asks, and compares with the envelope. */
function refused(name, request, expected) {
  test(name, { timeout: 30_000 }, async () => {
    try {
      const { status, body } = await request();
      assert.equal(status, expected.status, JSON.stringify(body));
      assert.equal(body.status, expected.status);
      assert.equal(body.error, expected.error);
      assert.equal(body.code, expected.code);
      if (expected.message) assert.deepEqual(body.response.message, expected.message);
      assert.ok(body.response.message.length > 0);
      assert.ok(house.lives());
      assert.equal(await house.api.state('shop'), 'open');
    } catch (error) {
      good = false;
      throw error;
    }
  });
}

const text = JSON.stringify({ number: '5511999990000', text: 'never sent' });
const unauthorized = { status: 401, error: 'Unauthorized', code: 'unauthorized', message: 'Unauthorized' };

refused('an unknown instance', () => ask('POST', '/message/sendText/nobody', text),
  { status: 404, error: 'Not Found', code: 'instance_not_found', message: ['The "nobody" instance does not exist'] });
refused('no key', () => ask('GET', '/instance/connectionState/shop', undefined, { key: null }), unauthorized);
refused('a wrong key', () => ask('POST', '/message/sendText/shop', text, { key: 'wrong' }), unauthorized);
refused('a wrong key for an instance that is not there', () => ask('POST', '/message/sendText/nobody', text, { key: 'wrong' }), unauthorized);
refused('a name already taken', () => ask('POST', '/instance/create', JSON.stringify({ instanceName: 'shop' })),
  { status: 403, error: 'Forbidden', code: 'name_taken', message: ['This name "shop" is already in use.'] });
refused('malformed JSON', () => ask('POST', '/message/sendText/shop', '{"number": "55'),
  { status: 400, error: 'Bad Request', code: 'malformed_body' });
refused('a missing field', () => ask('POST', '/message/sendText/shop', JSON.stringify({ number: '5511999990000' })),
  { status: 400, error: 'Bad Request', code: 'invalid_body', message: [['instance requires property "text"']] });
refused('a wrong type', () => ask('POST', '/message/sendText/shop', JSON.stringify({ number: 5511999990000, text: 'x' })),
  { status: 400, error: 'Bad Request', code: 'invalid_body', message: [['Invalid format']] });
refused('a body over the limit', () => ask('POST', '/message/sendText/shop', JSON.stringify({ number: '5511999990000', text: 'x'.repeat(limitMb * 1024 * 1024 + 1) })),
  { status: 413, error: 'Payload Too Large', code: 'body_too_large' });
refused('a number that has no account', () => ask('POST', '/message/sendText/shop', text),
  { status: 400, error: 'Bad Request', code: 'not_on_whatsapp', message: [{ jid: '5511999990000@s.whatsapp.net', exists: false, number: '5511999990000' }] });

test('an unknown route', { timeout: 30_000 }, async () => {
  assert.deepEqual(await ask('GET', '/instance/nothing/of/that/kind?x=1', undefined, { key: null }),
    { status: 501, body: { error: 'not_implemented', route: '/instance/nothing/of/that/kind' } });
});

test('a QR scanned twice is refused, and the instance stays open', { timeout: 30_000 }, async () => {
  await assert.rejects(house.admin.scanQr(shop.qr), /answered 400.*"error":"refused"/);
  assert.equal(await house.api.state('shop'), 'open');
  const phone = await house.admin.createPhone('Duda');
  await house.admin.send(phone.phone, shop.number, 'after the second scan');
  await shop.await('after the second scan');
});

test('an answer to a QR with a wrong signature links nothing', { timeout: 60_000 }, async () => {
  const spare = new Instance(house, 'spare');
  const created = await house.api.create('spare');
  await house.admin.call('POST', '/admin/mock-phone/scan-qr?fault=wrong_signature', created.qrcode.code, 'text/plain');
  const { state } = (await house.api.call('GET', '/instance/connectionState/spare')).instance;
  assert.notEqual(state, 'open');
  assert.equal(await house.api.state('shop'), 'open');
  await house.api.call('DELETE', `/instance/delete/${spare.name}`);
  assert.ok(house.lives());
});
