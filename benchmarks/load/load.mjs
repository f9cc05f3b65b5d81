// Load of a whole server, with the simulator in a process of its own, over TLS on loopback.
//
//   node load.mjs idle  [--instances 500]               memory, CPU and threads of idle instances
//   node load.mjs sends [--instances 1000] [--seconds 20] [--rounds 3]
//                                                 sends of one busy instance, alone and beside idle ones, both warm
//
// Prints a table and, as the last line, the same as JSON. Bounded: it stops by itself.
import { mkdirSync, readFileSync, readdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { adminClient } from '../../interop/lib/admin.mjs';
import { apiClient } from '../../interop/lib/api.mjs';
import { scratchFolder, startServer, startSimulator, until } from '../../interop/lib/process.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    instances: { type: 'string' },
    seconds: { type: 'string', default: '20' },
    rounds: { type: 'string', default: '3' }
  }
});
const mode = positionals[0];
if (mode !== 'idle' && mode !== 'sends') {
  console.error('usage: node load.mjs idle | sends [--instances N] [--seconds N] [--rounds N]');
  process.exit(2);
}
const instances = Number(values.instances ?? (mode === 'idle' ? 500 : 1000));
const seconds = Number(values.seconds);

/** Until a quiet server has given back what it does not need: nobody asks it to collect. */
const SETTLING_MS = 60_000;

const freePort = () =>
  new Promise((done) => {
    const probe = createServer();
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => done(port));
    });
  });
const pause = (ms) => new Promise((r) => setTimeout(r, ms));
const median = (list) => [...list].sort((a, b) => a - b)[list.length >> 1];

/** Resident memory in KiB, CPU ticks and platform threads of one process. */
function usage(pid) {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ');
  return {
    rss: Number(/VmRSS:\s+(\d+)/.exec(status)[1]),
    ticks: Number(stat[11]) + Number(stat[12]),
    threads: readdirSync(`/proc/${pid}/task`).length
  };
}

const folder = scratchFolder('load');
const data = join(folder.path, 'data');
mkdirSync(data);
const simulator = await startSimulator({ log: join(folder.path, 'simulator.log') });
const admin = adminClient(simulator.admin);
const apiKey = 'load-key';
const server = await startServer({ data, port: await freePort(), apiKey, simulator, log: join(folder.path, 'server.log') });
const api = apiClient(server.api, apiKey);
const pid = server.child.pid;

async function pairOne(name) {
  const created = await api.create(name);
  await admin.scanQr(created.qrcode.code);
  await until(`${name} is open`, async () => (await api.state(name)) === 'open', 60_000, 100);
}
async function pairMany(prefix, count, atOnce = 4) {
  let next = 0;
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      while (next < count) {
        const n = next++;
        await pairOne(`${prefix}${n}`);
        if (n % 100 === 99) console.log(`${n + 1} instances paired`);
      }
    })
  );
}

/** Sends by `lanes` callers for a while; answers acknowledged sends per second, and the server's CPU time for one. */
async function sendRate(name, number, forSeconds = seconds, lanes = 8) {
  const before = usage(pid).ticks;
  const end = Date.now() + forSeconds * 1000;
  let acked = 0;
  let n = 0;
  const start = Date.now();
  await Promise.all(
    Array.from({ length: lanes }, async () => {
      while (Date.now() < end) {
        const answer = await api.sendText(name, number, `load ${n++}`);
        if (answer.status === 'SERVER_ACK') acked++;
      }
    })
  );
  const rate = (acked * 1000) / (Date.now() - start);
  return { rate, cpuMs: ((usage(pid).ticks - before) * 10) / acked };
}

/**
 * Sends until the rate is steady, so that what is measured then is not the compiler: `ENOUGH` sends, then three
 * windows of ten seconds in a row within `STEADY` of each other; at most `WINDOWS`.
 */
async function warmUp(what, name, number) {
  const ENOUGH = 10_000;
  const STEADY = 1.05;
  const WINDOWS = 30;
  let acked = 0;
  const rates = [];
  while (rates.length < WINDOWS) {
    const { rate, cpuMs } = await sendRate(name, number, 10);
    console.log(`warm-up ${what}: ${rate.toFixed(0)} acks/s, ${cpuMs.toFixed(2)} ms of CPU each`);
    rates.push(rate);
    acked += rate * 10;
    const last = rates.slice(-3);
    if (acked >= ENOUGH && last.length === 3 && Math.max(...last) <= STEADY * Math.min(...last)) return true;
  }
  return false;
}

/** Some rounds, each printed. */
async function measure(what, name, number) {
  const rounds = [];
  for (let r = 1; r <= Number(values.rounds); r++) {
    const round = await sendRate(name, number);
    console.log(`${what}, round ${r}: ${round.rate.toFixed(0)} acks/s, ${round.cpuMs.toFixed(2)} ms of CPU each`);
    rounds.push(round);
  }
  return rounds;
}
async function removeMany(prefix, count) {
  for (let n = 0; n < count; n++) await api.call('DELETE', `/instance/delete/${prefix}${n}`);
}

const result = { mode, instances };
try {
  if (mode === 'idle') {
    await pairOne('warm');
    await pause(SETTLING_MS);
    const base = usage(pid);
    await pairMany('idle', instances);
    await pause(SETTLING_MS);
    const before = usage(pid);
    await pause(60_000);
    const after = usage(pid);
    Object.assign(result, {
      baseKiB: base.rss,
      withKiB: after.rss,
      perInstanceKiB: (after.rss - base.rss) / instances,
      perInstanceBeyond150MiBKiB: (after.rss - 150 * 1024) / instances,
      cpuPercentOfOneCore: (after.ticks - before.ticks) / 60,
      threadsBase: base.threads,
      threadsWith: after.threads
    });
  } else {
    await pairOne('busy');
    const phone = await admin.createPhone('Load');
    const crowd = `beside ${instances}`;
    const steadyAlone = await warmUp('alone', 'busy', phone.phone);
    const before = await measure('alone', 'busy', phone.phone);
    await pairMany('idle', instances);
    await pause(5000);
    const steadyBeside = await warmUp(crowd, 'busy', phone.phone);
    const beside = await measure(crowd, 'busy', phone.phone);
    // Alone again, so that neither a warmer JVM nor other work on the machine counts for the one or the other.
    await removeMany('idle', instances);
    await pause(5000);
    const after = await measure('alone again', 'busy', phone.phone);
    const rate = (rounds) => median(rounds.map((round) => round.rate));
    const cpuMs = (rounds) => median(rounds.map((round) => round.cpuMs));
    Object.assign(result, {
      aloneAcksPerSecond: rate(before),
      besideAcksPerSecond: rate(beside),
      aloneAgainAcksPerSecond: rate(after),
      ratio: rate(beside) / Math.max(rate(before), rate(after)),
      aloneCpuMs: cpuMs(before),
      besideCpuMs: cpuMs(beside),
      aloneAgainCpuMs: cpuMs(after),
      steadyAlone,
      steadyBeside
    });
  }
  for (const [name, value] of Object.entries(result)) {
    console.log(`${name.padEnd(28)} ${typeof value === 'number' ? Math.round(value * 100) / 100 : value}`);
  }
  console.log(JSON.stringify(result));
} finally {
  await server.stop();
  await simulator.stop();
  folder.dispose();
}
