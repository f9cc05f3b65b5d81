// Two Baileys clients on the simulator: proof that its wire is WhatsApp's.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { adminClient } from '../lib/admin.mjs';
import { BaileysClient, refusedSignatures, trust } from '../lib/baileys.mjs';
import { startSimulator, until } from '../lib/process.mjs';

process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0'; // the simulator's certificate is self-signed

let simulator;
let admin;
let ana;
let bia;

before(async () => {
  simulator = await startSimulator();
  admin = adminClient(simulator.admin);
  trust(simulator.rootKey);
});

after(async () => {
  await ana?.close();
  await bia?.close();
  await simulator?.stop();
});

const client = (name, url) => new BaileysClient({ name, url, scan: (qr) => admin.scanQr(qr) });

test('two clients pair by QR and open, one plain and one over TLS', { timeout: 120_000 }, async () => {
  ana = client('Ana', simulator.url);
  bia = client('Bia', simulator.tlsUrl);
  await Promise.all([ana.open(), bia.open()]);
  assert.notEqual(ana.number, bia.number);
  assert.deepEqual(ana.closes, [515]);
});

test('the certificate chain and every ADV signature hold under a real check', () => {
  assert.equal(refusedSignatures(), 0);
});

test('another root key is refused', { timeout: 60_000 }, async () => {
  trust('00'.repeat(32));
  const before = refusedSignatures();
  const carl = client('Carl', simulator.url);
  carl.connect();
  await until('the handshake is refused', () => refusedSignatures() > before);
  await carl.close();
  assert.equal(carl.isOpen, false);
  trust(simulator.rootKey);
});

test('texts go both ways and are delivered', { timeout: 60_000 }, async () => {
  const there = await ana.text(bia.jid, 'hello Bia');
  await bia.await('hello Bia');
  await ana.receipt(there);
  const back = await bia.text(ana.jid, 'hello Ana');
  await ana.await('hello Ana');
  await bia.receipt(back);
});

test('a text to a LID arrives', { timeout: 60_000 }, async () => {
  await ana.text(bia.lid, 'by LID');
  await bia.await('by LID');
});

test('a hundred texts each way arrive in order, none lost, none twice', { timeout: 180_000 }, async () => {
  const count = 100;
  for (let i = 0; i < count; i++) {
    await Promise.all([ana.text(bia.jid, `a${i}`), bia.text(ana.jid, `b${i}`)]);
  }
  await bia.await(`a${count - 1}`);
  await ana.await(`b${count - 1}`);
  const expected = (prefix) => Array.from({ length: count }, (_, i) => `${prefix}${i}`);
  assert.deepEqual(bia.received().filter((t) => /^a\d/.test(t)), expected('a'));
  assert.deepEqual(ana.received().filter((t) => /^b\d/.test(t)), expected('b'));
});

test('a text of 60 kB arrives', { timeout: 60_000 }, async () => {
  const long = 'x'.repeat(60_000);
  await ana.text(bia.jid, long);
  await bia.await(long);
});

test('texts sent while the other is away arrive after it is back', { timeout: 120_000 }, async () => {
  await bia.close();
  for (let i = 0; i < 5; i++) await ana.text(bia.jid, `while away ${i}`);
  await bia.open();
  await bia.await('while away 4');
  assert.deepEqual(
    bia.received().filter((t) => t.startsWith('while away')),
    Array.from({ length: 5 }, (_, i) => `while away ${i}`)
  );
});

test('a second device of the account gets what the first sends and receives', { timeout: 120_000 }, async () => {
  const second = client('Ana', simulator.url);
  await second.open();
  try {
    assert.equal(second.number, ana.number);
    await ana.text(bia.jid, 'seen by my other device');
    await second.await('seen by my other device', { fromMe: true });
    await bia.await('seen by my other device');
    await bia.text(ana.jid, 'for both devices');
    await ana.await('for both devices');
    await second.await('for both devices');
  } finally {
    await second.close();
  }
});

test('a phone made over the admin API exchanges texts with a client', { timeout: 60_000 }, async () => {
  const phone = await admin.createPhone('Duda');
  const id = await ana.text(phone.jid, 'hello phone');
  await until('the phone decrypts it', async () =>
    (await admin.inbox(phone.phone)).messages.some((m) => m.text === 'hello phone'));
  await ana.receipt(id);
  await admin.send(phone.phone, ana.number, 'hello from the phone');
  await ana.await('hello from the phone');
});

test("the own phone decrypts every companion's text", { timeout: 60_000 }, async () => {
  const inbox = (await admin.inbox(ana.number)).messages;
  assert.deepEqual(inbox.filter((m) => m.error), []);
  assert.ok(inbox.some((m) => m.text === 'hello Bia'));
});

test('a refused message is an error at the sender', { timeout: 60_000 }, async () => {
  await admin.faults({ phone: ana.number, kind: 'nack', code: 479 });
  const id = await ana.text(bia.jid, 'refused');
  await until('the error', () => ana.acks.some((ack) => ack.id === id && ack.error === '479'));
  await bia.text(ana.jid, 'after the refusal');
  await ana.await('after the refusal');
  assert.ok(!bia.received().includes('refused'));
});

test('a dropped connection is opened again and nothing is lost', { timeout: 60_000 }, async () => {
  await admin.faults({ phone: bia.number, kind: 'close' });
  await ana.text(bia.jid, 'across the drop');
  await bia.await('across the drop');
});

// Other broken frames become unhandled rejections inside Baileys; our own client's tests send them.
test('a frame cut short ends a connection, and the client comes back', { timeout: 60_000 }, async () => {
  const closes = bia.closes.length;
  await admin.faults({ phone: bia.number, kind: 'truncated_frame' });
  await until('a close', () => bia.closes.length > closes);
  await until('open again', () => bia.isOpen);
  await ana.text(bia.jid, 'after the cut');
  await bia.await('after the cut');
});

test('a second login with the same keys replaces the first', { timeout: 60_000 }, async () => {
  const twin = new BaileysClient({ name: 'Bia', url: simulator.url, auth: bia.auth });
  await twin.open();
  await until('replaced', () => bia.closes.at(-1) === 440);
  await twin.close();
  await bia.open();
});

test('an unlinked device is told, and may not come back', { timeout: 60_000 }, async () => {
  const dora = client('Dora', simulator.url);
  await dora.open();
  await admin.call('POST', `/admin/accounts/${dora.number}/unlink`, { device: 1 });
  await until('the end', () => dora.closes.some((code) => code !== 515));
  await until('logged out', () => dora.closes.includes(401));
});

test('a client pairs by code', { timeout: 120_000 }, async () => {
  const number = '5511955554444';
  const eva = new BaileysClient({
    name: 'Eva',
    url: simulator.url,
    scan: async (_, self) => {
      const code = await self.sock.requestPairingCode(number);
      await admin.call('POST', '/admin/mock-phone/link-code', { phone: number, code });
    }
  });
  await eva.open();
  assert.equal(eva.number, number);
  await eva.text(ana.jid, 'paired by code');
  await ana.await('paired by code');
  await eva.sock.logout();
  await until('unlinked', async () =>
    (await admin.accounts()).accounts.find((a) => a.phone === number).devices.length === 1);
  await eva.close();
});

test('no client broke a rule', async () => {
  assert.deepEqual(await admin.violations(), []);
});
