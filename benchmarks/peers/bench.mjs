// Times operations of Baileys 7.0.0-rc13 and libsignal 6.0.0 on Node, the same that JMH times in
// chatwarp, over the same bytes. Prints one JSON object: {"name": median nanoseconds per operation}.
//
//   node bench.mjs shapes DIR   writes the node shapes as Baileys encodes them into DIR
//   node bench.mjs run [REGEX]  measures, all rows or those that match
import { createRequire } from 'node:module';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  addTransactionCapability, BufferJSON, Curve, decodeDecompressedBinaryNode, encodeBinaryNode, generateSignalPubKey,
  makeNoiseHandler, NOISE_WA_HEADER
} from 'baileys';
import { makeLibSignalRepository } from 'baileys/lib/Signal/libsignal.js';
import * as constants from 'baileys/lib/WABinary/constants.js';
import { GroupCipher, GroupSessionBuilder, SenderKeyDistributionMessage, SenderKeyName, SenderKeyRecord } from 'baileys/lib/Signal/Group/index.js';

const require = createRequire(import.meta.url);
const libsignal = require('libsignal');
const curve = require('libsignal/src/curve.js');

// libsignal prints whole sessions.
console.info = () => {};
console.warn = () => {};

// Shapes: plain data from a counter, so that every run writes the same bytes.
function bytes(n, start = 1) {
  return Buffer.from(Array.from({ length: n }, (_, i) => (i * 31 + start * 7) & 0xff));
}
const digits = (base, i) => String(base + i * 7919n);

export const shapes = {
  // A text to one device, 300 bytes in all.
  text: () => ({
    tag: 'message',
    attrs: { id: '3EB0C7A1B2D3E4F5A6B7C8', to: '5511999998888@s.whatsapp.net', type: 'text' },
    content: [
      {
        tag: 'participants',
        attrs: {},
        content: [
          {
            tag: 'to',
            attrs: { jid: '5511999998888:3@s.whatsapp.net' },
            content: [{ tag: 'enc', attrs: { v: '2', type: 'msg' }, content: bytes(180) }]
          }
        ]
      },
      { tag: 'reporting', attrs: {}, content: [{ tag: 'reporting_token', attrs: { v: '2' }, content: bytes(16) }] }
    ]
  }),
  // A group message that brings its sender key to 100 devices.
  group: () => ({
    tag: 'message',
    attrs: { id: '3EB0C7A1B2D3E4F5A6B7C8', to: '120363012345678901@g.us', type: 'text', addressing_mode: 'lid' },
    content: [
      { tag: 'enc', attrs: { v: '2', type: 'skmsg' }, content: bytes(200) },
      {
        tag: 'participants',
        attrs: {},
        content: Array.from({ length: 100 }, (_, i) => ({
          tag: 'to',
          attrs: { jid: `${digits(123456789012345n, BigInt(i))}:${(i % 20) + 1}@lid` },
          content: [{ tag: 'enc', attrs: { v: '2', type: 'pkmsg' }, content: bytes(180, i) }]
        }))
      },
      { tag: 'device-identity', attrs: {}, content: bytes(170) }
    ]
  }),
  // The answer to a device query: 1,000 devices of 250 people.
  usync: () => ({
    tag: 'iq',
    attrs: { from: '@s.whatsapp.net', type: 'result', id: '12345.6789-42' },
    content: [
      {
        tag: 'usync',
        attrs: { sid: '12345.6789-41', mode: 'query', last: 'true', index: '0', context: 'message' },
        content: [
          { tag: 'result', attrs: {}, content: [{ tag: 'devices', attrs: {} }, { tag: 'lid', attrs: {} }] },
          {
            tag: 'list',
            attrs: {},
            content: Array.from({ length: 250 }, (_, i) => ({
              tag: 'user',
              attrs: { jid: `${digits(5511900000000n, BigInt(i))}@s.whatsapp.net` },
              content: [
                {
                  tag: 'devices',
                  attrs: {},
                  content: [
                    {
                      tag: 'device-list',
                      attrs: { hash: '2:Y39ZeOri' },
                      content: Array.from({ length: 4 }, (_, d) => ({
                        tag: 'device',
                        attrs: d === 0 ? { id: '0' } : { id: String(d), 'key-index': String(d) }
                      }))
                    },
                    { tag: 'key-index-list', attrs: { ts: '1760000000' }, content: bytes(90, i) }
                  ]
                },
                { tag: 'lid', attrs: { val: `${digits(223456789012345n, BigInt(i))}@lid` } }
              ]
            }))
          }
        ]
      }
    ]
  })
};

// Measuring: rounds of a fixed length after a warm-up, the median round counts.
const ROUND_MS = Number(process.env.ROUND_MS ?? 300);
const ROUNDS = Number(process.env.ROUNDS ?? 9);
const WARMUP_MS = Number(process.env.WARMUP_MS ?? 1500);

// Processor time of the whole process, so that waiting for a core does not count; as on the JVM.
function spentSince(start) {
  const { user, system } = process.cpuUsage(start);
  return (user + system) * 1000;
}

async function measure(operation) {
  const isAsync = operation() instanceof Promise;
  const batch = async (n) => {
    const start = process.cpuUsage();
    if (isAsync) for (let i = 0; i < n; i++) await operation();
    else for (let i = 0; i < n; i++) operation();
    return spentSince(start);
  };
  let n = 1;
  let spent = 0;
  let took = 0;
  while (spent < WARMUP_MS * 1e6) {
    took = await batch(n);
    spent += took;
    if (took < 20e6) n = Math.max(n + 1, Math.ceil(n * 2));
  }
  n = Math.max(1, Math.round((n * ROUND_MS * 1e6) / Math.max(took, 1)));
  const rounds = [];
  for (let r = 0; r < ROUNDS; r++) rounds.push((await batch(n)) / n);
  rounds.sort((a, b) => a - b);
  return rounds[ROUNDS >> 1];
}

const silent = { level: 'silent', child: () => silent, trace() {}, debug() {}, info() {}, warn() {}, error() {} };

async function frames(size) {
  const pair = Curve.generateKeyPair();
  const noise = makeNoiseHandler({ keyPair: pair, NOISE_HEADER: NOISE_WA_HEADER, logger: silent });
  await noise.finishInit();
  const plain = bytes(size);
  return () => noise.encodeFrame(plain);
}

/** A session store in memory that serialises the record each time, as a durable one must. */
class Store {
  constructor() {
    this.sessions = new Map();
    this.identity = curve.generateKeyPair();
    this.registrationId = 1234;
    this.preKeys = new Map();
    this.signed = curve.generateKeyPair();
  }
  async loadSession(id) {
    const text = this.sessions.get(id);
    return text && libsignal.SessionRecord.deserialize(JSON.parse(text));
  }
  async storeSession(id, record) {
    this.sessions.set(id, JSON.stringify(record.serialize()));
  }
  isTrustedIdentity() {
    return true;
  }
  async loadPreKey(id) {
    return this.preKeys.get(String(id));
  }
  removePreKey() {}
  loadSignedPreKey() {
    return { privKey: this.signed.privKey, pubKey: this.signed.pubKey };
  }
  async getOurRegistrationId() {
    return this.registrationId;
  }
  async getOurIdentity() {
    return { privKey: this.identity.privKey, pubKey: this.identity.pubKey };
  }
  bundle() {
    const preKey = curve.generateKeyPair();
    this.preKeys.set('7', preKey);
    return {
      registrationId: this.registrationId,
      identityKey: this.identity.pubKey,
      signedPreKey: {
        keyId: 1,
        publicKey: this.signed.pubKey,
        signature: curve.calculateSignature(this.identity.privKey, this.signed.pubKey)
      },
      preKey: { keyId: 7, publicKey: preKey.pubKey }
    };
  }
}

async function pair() {
  const alice = new Store();
  const bob = new Store();
  const toBob = new libsignal.ProtocolAddress('bob', 1);
  const toAlice = new libsignal.ProtocolAddress('alice', 1);
  await new libsignal.SessionBuilder(alice, toBob).initOutgoing(bob.bundle());
  const a = new libsignal.SessionCipher(alice, toBob);
  const b = new libsignal.SessionCipher(bob, toAlice);
  const first = await a.encrypt(bytes(200));
  await b.decryptPreKeyWhisperMessage(first.body);
  const reply = await b.encrypt(bytes(200));
  await a.decryptWhisperMessage(reply.body);
  return { alice, bob, a, b, toBob };
}

/** Sender keys as Baileys keeps them: JSON in a buffer, read before and written after each use. */
class SenderKeyStore {
  constructor() {
    this.text = Buffer.from(JSON.stringify(new SenderKeyRecord().serialize()), 'utf-8');
  }
  async loadSenderKey() {
    return SenderKeyRecord.deserialize(this.text);
  }
  async storeSenderKey(_, record) {
    this.text = Buffer.from(JSON.stringify(record.serialize()), 'utf-8');
  }
}

async function groupPair() {
  const name = new SenderKeyName('120363012345678901@g.us', new libsignal.ProtocolAddress('alice_1', 1));
  const alice = new SenderKeyStore();
  const bob = new SenderKeyStore();
  const distribution = await new GroupSessionBuilder(alice).create(name);
  await new GroupSessionBuilder(bob).process(
    name,
    new SenderKeyDistributionMessage(null, null, null, null, distribution.serialize())
  );
  return { alice, bob, a: new GroupCipher(alice, name), b: new GroupCipher(bob, name) };
}

/**
 * Baileys' own repository with a session with each of so many devices, over keys in memory that are
 * serialised as its multi-file store does. A send is one transaction, as in relayMessage.
 */
async function crowd(size) {
  const kept = new Map();
  const store = {
    async get(type, ids) {
      const found = {};
      for (const id of ids) {
        const text = kept.get(`${type}-${id}`);
        if (text) found[id] = JSON.parse(text, BufferJSON.reviver);
      }
      return found;
    },
    async set(data) {
      for (const [type, values] of Object.entries(data)) {
        for (const [id, value] of Object.entries(values)) {
          kept.set(`${type}-${id}`, JSON.stringify(value, BufferJSON.replacer));
        }
      }
    }
  };
  const keys = addTransactionCapability(store, silent, { maxCommitRetries: 1, delayBetweenTriesMs: 0 });
  const identity = Curve.generateKeyPair();
  const creds = {
    signedIdentityKey: identity,
    signedPreKey: { keyId: 1, keyPair: Curve.generateKeyPair(), signature: Buffer.alloc(64) },
    registrationId: 1
  };
  const repository = makeLibSignalRepository({ creds, keys }, silent, async () => undefined);
  const jids = [];
  for (let i = 0; i < size; i++) {
    const jid = `${digits(100000000000000n, BigInt(i))}:${i % 20 || 20}@lid`;
    jids.push(jid);
    const peer = new Store();
    await repository.injectE2ESession({ jid, session: raw(peer.bundle()) });
    const first = await repository.encryptMessage({ jid, data: bytes(200) });
    const cipher = new libsignal.SessionCipher(peer, new libsignal.ProtocolAddress('us', 1));
    await cipher.decryptPreKeyWhisperMessage(first.ciphertext);
    const reply = await cipher.encrypt(bytes(200));
    await repository.decryptMessage({ jid, type: 'msg', ciphertext: Buffer.from(reply.body, 'binary') });
  }
  const plain = bytes(200);
  return () =>
    keys.transaction(async () => {
      for (const jid of jids) {
        const { type } = await repository.encryptMessage({ jid, data: plain });
        if (type !== 'msg') throw new Error('a session did not exist');
      }
    }, 'us');
}

/** A bundle as the server sends it, with raw keys in its prekeys. */
function raw(bundle) {
  return {
    ...bundle,
    identityKey: generateSignalPubKey(bundle.identityKey),
    signedPreKey: { ...bundle.signedPreKey, publicKey: generateSignalPubKey(bundle.signedPreKey.publicKey) },
    preKey: { ...bundle.preKey, publicKey: generateSignalPubKey(bundle.preKey.publicKey) }
  };
}

async function run(pattern) {
  const results = {};
  const wanted = (name) => pattern.test(name);
  const time = async (name, operation) => {
    if (!wanted(name)) return;
    results[name] = await measure(operation);
    process.stderr.write(`${name.padEnd(28)} ${(results[name] / 1000).toFixed(3)} us\n`);
  };
  for (const [name, make] of Object.entries(shapes)) {
    const node = make();
    const encoded = encodeBinaryNode(node);
    const body = encoded.subarray(1);
    await time(`node.decode.${name}`, () => decodeDecompressedBinaryNode(body, constants));
    await time(`node.encode.${name}`, () => encodeBinaryNode(node));
  }
  await time('frame.200', await frames(200));
  await time('frame.16384', await frames(16384));

  const mine = curve.generateKeyPair();
  const theirs = curve.generateKeyPair();
  await time('x25519.agree', () => curve.calculateAgreement(theirs.pubKey, mine.privKey));
  const message = bytes(33);
  const signature = curve.calculateSignature(mine.privKey, message);
  await time('xeddsa.sign', () => curve.calculateSignature(mine.privKey, message));
  await time('xeddsa.verify', () => curve.verifySignature(mine.pubKey, message, signature));

  {
    const alice = new Store();
    const bundle = new Store().bundle();
    const to = new libsignal.ProtocolAddress('bob', 1);
    await time('x3dh.initiate', async () => {
      alice.sessions.clear();
      // Really verified: libsignal's own call passes a flag that skips it.
      curve.verifySignature(bundle.identityKey, bundle.signedPreKey.publicKey, bundle.signedPreKey.signature);
      await new libsignal.SessionBuilder(alice, to).initOutgoing(bundle);
    });
  }
  if (wanted('signal.encrypt')) {
    const { a } = await pair();
    const plain = bytes(200);
    await time('signal.encrypt', () => a.encrypt(plain));
  }
  if (wanted('signal.decrypt')) {
    // Messages are made in blocks beforehand; only the decryption is timed.
    const { a, b } = await pair();
    const plain = bytes(200);
    const rounds = [];
    for (let r = 0; r < ROUNDS + 4; r++) {
      const block = [];
      for (let i = 0; i < 500; i++) block.push((await a.encrypt(plain)).body);
      const start = process.cpuUsage();
      for (const body of block) await b.decryptWhisperMessage(body);
      rounds.push(spentSince(start) / block.length);
    }
    const kept = rounds.slice(4).sort((x, y) => x - y);
    results['signal.decrypt'] = kept[kept.length >> 1];
    process.stderr.write(`${'signal.decrypt'.padEnd(28)} ${(results['signal.decrypt'] / 1000).toFixed(3)} us\n`);
  }
  if (wanted('signal.turn')) {
    // One turn: a message each way, so that both sides ratchet once.
    const { a, b } = await pair();
    const plain = bytes(200);
    await time('signal.turn', async () => {
      await b.decryptWhisperMessage((await a.encrypt(plain)).body);
      await a.decryptWhisperMessage((await b.encrypt(plain)).body);
    });
  }
  if (wanted('fanout.500')) {
    await time('fanout.500', await crowd(500));
  }
  if (wanted('senderkey.encrypt') || wanted('senderkey.decrypt')) {
    // Always by the record before the first message: Baileys leaves one key out with every message
    // it encrypts, so that its records grow and it becomes several times slower than this.
    const { alice, bob, a, b } = await groupPair();
    const plain = bytes(200);
    const before = alice.text;
    await time('senderkey.encrypt', () => {
      alice.text = before;
      return a.encrypt(plain);
    });
    alice.text = before;
    const message = await a.encrypt(plain);
    const unread = bob.text;
    await time('senderkey.decrypt', () => {
      bob.text = unread;
      return b.decrypt(message);
    });
  }
  return results;
}

if (process.argv[2] === 'shapes') {
  const dir = process.argv[3];
  mkdirSync(dir, { recursive: true });
  for (const [name, make] of Object.entries(shapes)) {
    writeFileSync(join(dir, `baileys_${name}.bin`), encodeBinaryNode(make()));
  }
} else if (process.argv[2] === 'run') {
  console.log(JSON.stringify(await run(new RegExp(process.argv[3] ?? ''))));
} else {
  console.error('usage: node bench.mjs shapes DIR | run [REGEX]');
  process.exit(2);
}
