// Turns the result files of ./run into one markdown table on stdout.
//   node table.mjs DIR [JAVA_VERSION]
// DIR holds baileys-N.json ({row: ns}), and ours-N.json and peers-N.json as JMH writes them.
import { readdirSync, readFileSync } from 'node:fs';
import os from 'node:os';
import { join } from 'node:path';

// Row: how many times as fast as Baileys it has to be, and as Cobalt where that is more than once.
const rows = [
  ['node.decode.text', 9, 1.8],
  ['node.decode.group', 7, 1.8],
  ['node.decode.usync', 7, 1.8],
  ['node.encode.text', 15, 1],
  ['node.encode.group', 20, 1],
  ['node.encode.usync', 8, 1],
  ['frame.200', 8, 1],
  ['frame.16384', 7, 1],
  ['x25519.agree', 5, 1],
  ['xeddsa.sign', 150, 1],
  ['xeddsa.verify', 75, 1],
  ['x3dh.initiate', 4, 1],
  ['signal.encrypt', 15, 1],
  ['signal.decrypt', 15, 1],
  ['signal.turn', 4, 1],
  ['fanout.500', 20, 1],
  ['senderkey.encrypt', 100, 1],
  ['senderkey.decrypt', 80, 1]
];

// Rows of ours alone: microseconds an operation that must not be passed.
const limits = [['fanout.500.encryption', 4000]];

// JMH's method to the row it belongs to, and its class to the side.
const methods = {
  seal: (params) => `frame.${params.size}`,
  decode: (params) => `node.decode.${params.shape}`,
  encode: (params) => `node.encode.${params.shape}`,
  agree: () => 'x25519.agree',
  sign: () => 'xeddsa.sign',
  verify: () => 'xeddsa.verify',
  initiate: () => 'x3dh.initiate',
  encrypt: () => 'signal.encrypt',
  decrypt: () => 'signal.decrypt',
  turn: () => 'signal.turn',
  fanout: () => 'fanout.500',
  fanoutEncryption: () => 'fanout.500.encryption',
  senderKeyEncrypt: () => 'senderkey.encrypt',
  senderKeyDecrypt: () => 'senderkey.decrypt'
};
const sides = {
  NodeBenchmark: 'ours',
  FrameBenchmark: 'ours',
  CurveBenchmark: 'ours',
  SignalBenchmark: 'ours',
  GroupBenchmark: 'ours',
  CobaltNodeBenchmark: 'cobalt',
  CobaltSignalBenchmark: 'cobalt',
  WhisperBenchmark: 'whisper'
};

const [dir, java = ''] = process.argv.slice(2);
if (!dir) {
  console.error('usage: node table.mjs DIR [JAVA_VERSION]');
  process.exit(2);
}

const samples = { ours: {}, baileys: {}, cobalt: {}, whisper: {} };
const add = (side, row, ns) => (samples[side][row] ??= []).push(ns);
for (const file of readdirSync(dir).filter((name) => name.endsWith('.json'))) {
  const json = JSON.parse(readFileSync(join(dir, file), 'utf8'));
  if (file.startsWith('baileys')) {
    for (const [row, ns] of Object.entries(json)) add('baileys', row, ns);
    continue;
  }
  for (const { benchmark, params, secondaryMetrics } of json) {
    const [type, method] = benchmark.split('.').slice(-2);
    // The mean of the iterations: the clock ticks in hundredths of a second.
    add(sides[type], methods[method](params ?? {}), secondaryMetrics.cpu.score);
  }
}

function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

const of = (side, row) => (samples[side][row] ? median(samples[side][row]) : undefined);
const micros = (ns) => (ns === undefined ? '–' : (ns / 1000).toFixed(ns < 10_000 ? 2 : ns < 100_000 ? 1 : 0));
const times = (factor) => (factor === undefined ? '–' : `${factor.toFixed(factor < 10 ? 1 : 0)}×`);
const spread = (row) => {
  const values = Object.values(samples).flatMap((side) => {
    const own = side[row] ?? [];
    return own.map((value) => Math.abs(value / median(own) - 1));
  });
  return `±${Math.round(100 * Math.max(...values))} %`;
};

const misses = [];
// A run of some rows only shows those.
const lines = rows.filter(([row]) => of('ours', row) !== undefined).map(([row, target, overCobalt]) => {
  const ours = of('ours', row);
  const factor = (side) => (of(side, row) === undefined ? undefined : of(side, row) / ours);
  const [baileys, cobalt, whisper] = ['baileys', 'cobalt', 'whisper'].map(factor);
  if (!(baileys >= target)) misses.push(`${row}: ${times(baileys)} of Baileys, target ${target}×`);
  if (cobalt < overCobalt) misses.push(`${row}: ${times(cobalt)} of Cobalt, target ${overCobalt}×`);
  if (whisper < 1) misses.push(`${row}: ${times(whisper)} of signal-protocol-java, target 1×`);
  return [
    `\`${row}\``,
    micros(ours),
    micros(of('baileys', row)),
    `**${times(baileys)}**`,
    `${target}×`,
    baileys >= target ? 'yes' : 'no',
    micros(of('cobalt', row)),
    times(cobalt),
    micros(of('whisper', row)),
    times(whisper),
    spread(row)
  ];
});

const table = [
  ['row', 'chatwarp', 'Baileys', 'ratio', 'target', 'met', 'Cobalt', 'ratio', 'spj', 'ratio', 'spread'],
  ['---', ...Array(10).fill('---:')],
  ...lines
];
console.log(
  `${os.cpus()[0]?.model.trim()}, ${os.cpus().length} cores, ${os.type()} ${os.arch()}; ` +
    `JDK ${java || '?'}; Node ${process.versions.node}; load ${os.loadavg()[0].toFixed(1)} at the end; ` +
    `medians of ${Math.max(...Object.values(samples.ours).map((own) => own.length))} rounds, processor time in microseconds an operation.\n`
);
for (const cells of table) console.log(`| ${cells.join(' | ')} |`);
for (const [row, limit] of limits.filter(([name]) => of('ours', name) !== undefined)) {
  const took = of('ours', row) / 1000;
  console.log(`\n\`${row}\`: ${took.toFixed(0)} us, at most ${limit} us`);
  if (took > limit) misses.push(`${row}: ${took.toFixed(0)} us, limit ${limit} us`);
}
console.log(misses.length ? `\nMissed:\n${misses.map((miss) => `- ${miss}`).join('\n')}` : '\nEvery target is met.');
