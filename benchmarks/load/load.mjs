// Load of a whole server, with the simulator in a process of its own, over TLS on loopback.
//
//   node load.mjs idle  [--instances 500]               memory, CPU and threads of idle instances
//   node load.mjs sends [--instances 1000] [--seconds 20] sends of one busy instance, alone and beside idle ones
//
// Prints a table and, as the last line, the same as JSON. Bounded: it stops by itself.
import { execFileSync } from 'node:child_process';
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
  console.error('usage: node load.mjs idle | sends [--instances N] [--seconds N]');
  process.exit(2);
}
const instances = Number(values.instances ?? (mode === 'idle' ? 500 : 1000));
const seconds = Number(values.seconds);

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
function collect(pid) {
  execFileSync('jcmd', [String(pid), 'GC.run'], { stdio: 'ignore' });
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

/** Sends by `lanes` callers for a while; answers acknowledged sends per second. */
async function sendRate(name, number, lanes = 8) {
  const end = Date.now() + seconds * 1000;
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
  return (acked * 1000) / (Date.now() - start);
}

const result = { mode, instances };
try {
  if (mode === 'idle') {
    await pairOne('warm');
    collect(pid);
    await pause(3000);
    const base = usage(pid);
    await pairMany('idle', instances);
    await pause(5000);
    collect(pid);
    await pause(3000);
    const before = usage(pid);
    await pause(30_000);
    const after = usage(pid);
    Object.assign(result, {
      baseKiB: base.rss,
      withKiB: after.rss,
      perInstanceKiB: (after.rss - base.rss) / instances,
      perInstanceBeyond150MiBKiB: (after.rss - 150 * 1024) / instances,
      cpuPercentOfOneCore: (after.ticks - before.ticks) / 30,
      threadsBase: base.threads,
      threadsWith: after.threads
    });
  } else {
    await pairOne('busy');
    const phone = await admin.createPhone('Load');
    await sendRate('busy', phone.phone);
    const alone = [];
    for (let r = 0; r < Number(values.rounds); r++) alone.push(await sendRate('busy', phone.phone));
    await pairMany('idle', instances);
    await pause(5000);
    await sendRate('busy', phone.phone);
    const beside = [];
    for (let r = 0; r < Number(values.rounds); r++) beside.push(await sendRate('busy', phone.phone));
    Object.assign(result, {
      aloneAcksPerSecond: median(alone),
      besideAcksPerSecond: median(beside),
      ratio: median(beside) / median(alone)
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
