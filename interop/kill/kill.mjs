// kill -9 of the server at random moments of a running exchange, with the simulator in a process of
// its own. Shows that every message reaches the phone exactly once and in order, that every event
// reaches the webhook at least once and always under one id, and that no message key is used twice.
//
//   node kill/kill.mjs [--kills 20] [--messages 500] [--seed N]
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { apiClient } from '../lib/api.mjs';
import { adminClient } from '../lib/admin.mjs';
import { freePort, scratchFolder, startServer, startSimulator, until } from '../lib/process.mjs';
import { startWebhook } from '../lib/webhook.mjs';

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '20' },
    messages: { type: 'string', default: '500' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) }
  }
});
const kills = Number(values.kills);
const messages = Number(values.messages);
const seed = Number(values.seed);
console.log(`kill test: ${kills} kills in ${messages} messages each way, seed ${seed}`);

/** A small seeded generator (mulberry32), so that a failing run can be repeated. */
function generator(state) {
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const failures = [];
let passed = 0;
const check = (what, holds, detail = '') => {
  console.log(`${holds ? 'ok  ' : 'FAIL'} ${what}${holds ? '' : ` ${detail}`}`);
  if (holds) passed++;
  else failures.push(what);
};

const random = generator(seed);
const folder = scratchFolder('kill');
const logs = join(folder.path, 'logs');
mkdirSync(logs);
const data = join(folder.path, 'data');
mkdirSync(data);
const apiKey = 'kill-test-key';
const simulator = await startSimulator({ log: join(logs, 'simulator.log') });
const admin = adminClient(simulator.admin);
const hook = await startWebhook();
const port = await freePort();
const launch = () => startServer({ data, port, apiKey, simulator, log: join(logs, 'server.log') });
let server = await launch();
const api = apiClient(server.api, apiKey);

const created = await api.create('shop', { webhook: { enabled: true, url: hook.url, events: ['MESSAGES_UPSERT', 'SEND_MESSAGE'] } });
await admin.scanQr(created.qrcode.code);
await until('the instance is open', async () => (await api.state('shop')) === 'open');
const phone = await admin.createPhone('Ana');
const own = (await api.call('GET', '/instance/fetchInstances?instanceName=shop'))[0].ownerJid.split('@')[0];

let sent = 0;
let received = 0;
const kinds = {};

async function sendAll() {
  for (let i = 0; i < messages; i++) {
    await until(
      `message out ${i} is accepted`,
      async () => {
        try {
          await api.sendText('shop', phone.phone, `out-${i}`, {
            headers: { 'idempotency-key': `out-${i}` },
            signal: AbortSignal.timeout(20_000)
          });
          return true;
        } catch (error) {
          kinds[error.status ?? error.cause?.code ?? error.name] = (kinds[error.status ?? error.cause?.code ?? error.name] ?? 0) + 1;
          if (error.status && ![400, 500, 503].includes(error.status)) throw error;
          return false;
        }
      },
      240_000,
      100
    );
    sent++;
  }
}

async function receiveAll() {
  for (let i = 0; i < messages; i++) {
    await admin.send(phone.phone, own, `in-${i}`);
    received++;
    // Keeps step with the other direction, so that every kill meets both.
    await until('the other direction follows', () => received - sent < 25 || sent === messages, 300_000, 20);
  }
}

async function killAll() {
  const moments = Array.from({ length: kills }, () => Math.floor(random() * messages * 2)).sort((a, b) => a - b);
  for (const [n, moment] of moments.entries()) {
    await until('the exchange reaches the moment', () => sent + received >= moment, 600_000, 1);
    await new Promise((r) => setTimeout(r, random() * 200));
    await server.kill();
    server = await launch();
    console.log(`kill ${n + 1} of ${kills} at ${sent} out, ${received} in`);
  }
}

await Promise.all([sendAll(), receiveAll(), killAll()]);

const expectedOut = Array.from({ length: messages }, (_, i) => `out-${i}`);
const inbox = await until('the phone has every message', async () => {
  const texts = (await admin.inbox(phone.phone)).messages.map((m) => m.text);
  return texts.length >= messages && texts;
}, 60_000).catch(async () => (await admin.inbox(phone.phone)).messages.map((m) => m.text));
check('every message reaches the phone exactly once and in order', JSON.stringify(inbox) === JSON.stringify(expectedOut),
  `got ${inbox.length}, first difference at ${inbox.findIndex((t, i) => t !== expectedOut[i])}`);

function eventsOf(kind) {
  const ids = new Map();
  for (const event of hook.events.filter((e) => e.event === kind)) {
    const text = event.data.message?.conversation;
    if (!ids.has(text)) ids.set(text, new Set());
    ids.get(text).add(event.event_id);
  }
  return ids;
}
await until('every inbound event is delivered', () => eventsOf('messages.upsert').size >= messages, 120_000).catch(() => {});
await until('every outbound event is delivered', () => eventsOf('send.message').size >= messages, 120_000).catch(() => {});
for (const [kind, prefix] of [['messages.upsert', 'in'], ['send.message', 'out']]) {
  const ids = eventsOf(kind);
  const missing = Array.from({ length: messages }, (_, i) => `${prefix}-${i}`).filter((t) => !ids.has(t));
  check(`every ${kind} event reaches the webhook`, missing.length === 0, `missing ${missing.length}: ${missing.slice(0, 5)}`);
  check(`every ${kind} event keeps one id`, [...ids.values()].every((set) => set.size === 1),
    JSON.stringify([...ids].filter(([, set]) => set.size > 1).slice(0, 3).map(([t, s]) => [t, [...s]])));
}
const firsts = [];
const seen = new Set();
for (const event of hook.events.filter((e) => e.event === 'messages.upsert')) {
  const text = event.data.message?.conversation;
  if (!seen.has(text)) firsts.push(text);
  seen.add(text);
}
check('inbound events come in order', firsts.every((t, i) => t === `in-${i}`));
check('the id is the same in header and body', hook.events.every((e) => e.headerId === e.event_id));
const violations = await admin.violations();
check('no message key was used twice', violations.length === 0, JSON.stringify(violations).slice(0, 300));

console.log(`unanswered or refused attempts that were repeated: ${JSON.stringify(kinds)}`);
await server.stop();
await hook.close();
await simulator.stop();
if (failures.length === 0) folder.dispose();
else console.log(`logs are kept in ${logs}`);
console.log(`${passed} passed, ${failures.length} failed`);
process.exit(failures.length === 0 ? 0 : 1);
