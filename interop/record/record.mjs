// Records what two Baileys clients put on the wire in a conversation on the simulator, as fixtures
// of the Java build: the plaintext of frames that they sent, and one Signal session with the
// throw-away keys of its receiving side.
//
//   npm run record
import nodeCrypto from 'node:crypto';
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire, syncBuiltinESMExports } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0'; // the simulator's certificate is self-signed

const target = resolve(dirname(fileURLToPath(import.meta.url)), '../../adapters-wa-protocol/src/test/resources/baileys');
const frames = [];

// Frames after the handshake are the only GCM that Baileys encrypts without additional data.
const createCipheriv = nodeCrypto.createCipheriv;
nodeCrypto.createCipheriv = (name, ...rest) => {
  const cipher = createCipheriv(name, ...rest);
  if (name !== 'aes-256-gcm') return cipher;
  let bare = false;
  const setAad = cipher.setAAD.bind(cipher);
  const update = cipher.update.bind(cipher);
  cipher.setAAD = (data) => {
    bare = data.length === 0;
    return setAad(data);
  };
  cipher.update = (data) => {
    if (bare) frames.push(Buffer.from(data));
    return update(data);
  };
  return cipher;
};
syncBuiltinESMExports();

const { decodeBinaryNode } = await import('baileys');
const { adminClient } = await import('../lib/admin.mjs');
const { BaileysClient, trust } = await import('../lib/baileys.mjs');
const { startSimulator } = await import('../lib/process.mjs');
const libsignal = createRequire(import.meta.url)('libsignal');
const protobufs = createRequire(import.meta.url)('libsignal/src/protobufs.js');

const hex = (bytes) => Buffer.from(bytes).toString('hex');
const encrypted = [];
const encrypt = libsignal.SessionCipher.prototype.encrypt;
libsignal.SessionCipher.prototype.encrypt = async function (data) {
  const result = await encrypt.call(this, data);
  const { pubKey } = await this.storage.getOurIdentity();
  encrypted.push({
    by: hex(pubKey),
    device: this.addr.deviceId,
    type: result.type === 3 ? 'pkmsg' : 'msg',
    body: Buffer.isBuffer(result.body) ? hex(result.body) : hex(Buffer.from(result.body, 'binary')),
    plaintext: hex(data)
  });
  return result;
};

const simulator = await startSimulator();
const admin = adminClient(simulator.admin);
trust(simulator.rootKey);
const client = (name) => new BaileysClient({ name, url: simulator.url, scan: (qr) => admin.scanQr(qr) });
const ana = client('Ana');
const bia = client('Bia');

// What the receiving side must know to read the transcript: its prekeys, and the ratchet keys that
// it drew, in order.
const preKeys = new Map();
const ratchetKeys = [];
const set = bia.auth.keys.set;
bia.auth.keys.set = async (changes) => {
  for (const [id, pair] of Object.entries(changes['pre-key'] ?? {})) if (pair) preKeys.set(id, pair);
  for (const [address, record] of Object.entries(changes.session ?? {})) {
    if (!address.endsWith('.1') || !record) continue;
    for (const session of Object.values(record._sessions ?? {})) {
      const key = Buffer.from(session.currentRatchet.ephemeralKeyPair.privKey, 'base64').toString('hex');
      if (!ratchetKeys.includes(key)) ratchetKeys.push(key);
    }
  }
  return set(changes);
};

await ana.open();
await bia.open();
await ana.available();
await bia.available();
for (const [from, to, count] of [[ana, bia, 3], [bia, ana, 2], [ana, bia, 3], [bia, ana, 1], [ana, bia, 2]]) {
  for (let i = 0; i < count; i++) {
    const text = `${from.name} says ${encrypted.length}: olá ☀`;
    await from.text(to.jid, text);
    await to.await(text);
  }
}
await bia.sock.readMessages(bia.messages.filter((m) => !m.fromMe && m.text).map((m) => m.key));
await bia.sock.sendPresenceUpdate('composing', ana.jid);
await bia.sock.presenceSubscribe(ana.jid);
await ana.sock.onWhatsApp(bia.number);
await ana.text(bia.lid, 'by LID');
await bia.await('by LID');
await ana.sock.sendPresenceUpdate('unavailable');
await ana.close();
await bia.close();
await simulator.stop();

/** What sort of stanza a frame holds, in words for a file name. */
async function kind(frame) {
  const node = await decodeBinaryNode(frame);
  const children = Array.isArray(node.content) ? node.content : [];
  const inside = new Set();
  const walk = (nodes) => nodes.forEach((n) => {
    if (n.tag === 'enc') inside.add(n.attrs.type);
    if (Array.isArray(n.content)) walk(n.content);
  });
  walk(children);
  return [node.tag, node.attrs.class, node.attrs.type, node.attrs.xmlns, ...(inside.size ? inside : [children[0]?.tag])]
    .filter(Boolean).join('_').replace(/[^\w]+/g, '-');
}

mkdirSync(target, { recursive: true });
for (const name of readdirSync(target)) if (/\.(bin|tsv)$/.test(name)) rmSync(join(target, name));
const seen = new Map();
for (const frame of frames) {
  const name = await kind(frame);
  const number = (seen.get(name) ?? 0) + 1;
  seen.set(name, number);
  if (number === 1 || (number === 2 && frame.length < 10_000)) writeFileSync(join(target, `${name}_${number}.bin`), frame);
}

const { creds } = bia.auth;
const own = hex(creds.signedIdentityKey.public);
const lines = [
  ['identity', hex(creds.signedIdentityKey.private), own],
  ['registration', creds.registrationId],
  ['signed', creds.signedPreKey.keyId, hex(creds.signedPreKey.keyPair.private), hex(creds.signedPreKey.keyPair.public), hex(creds.signedPreKey.signature)]
];
const transcript = encrypted.filter((m) => m.device === 1);
const first = protobufs.PreKeyWhisperMessage.decode(Buffer.from(transcript[0].body, 'hex').subarray(1));
const preKey = preKeys.get(String(first.preKeyId));
lines.push(['prekey', first.preKeyId, hex(preKey.private), hex(preKey.public)]);
for (const key of ratchetKeys) lines.push(['ratchet', key]);
for (const m of transcript) lines.push([m.by.endsWith(own) ? 'send' : 'receive', m.type, m.body, m.plaintext]);
writeFileSync(join(target, 'signal.tsv'), lines.map((line) => line.join('\t') + '\n').join(''));
console.log(`${seen.size} kinds of stanza out of ${frames.length} frames, ${transcript.length} Signal messages`);
process.exit(0);
