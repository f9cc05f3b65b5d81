// Runs every tests/*.test.mjs, one process a file, and closes with 'N passed, N failed'.
import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { run } from 'node:test';
import { fileURLToPath } from 'node:url';

const folder = join(dirname(fileURLToPath(import.meta.url)), 'tests');
const wanted = process.argv.slice(2);
const files = readdirSync(folder)
  .filter((name) => name.endsWith('.test.mjs') && (wanted.length === 0 || wanted.some((w) => name.includes(w))))
  .sort()
  .map((name) => join(folder, name));

let passed = 0;
let failed = 0;
const stream = run({ files, concurrency: 1, timeout: 30 * 60_000 });
const isFile = (event) => files.includes(event.name) || event.details?.type === 'suite';
stream.on('test:pass', (event) => {
  if (isFile(event)) return;
  passed++;
  console.log(`ok      ${event.name} (${Math.round(event.details.duration_ms)} ms)`);
});
stream.on('test:fail', (event) => {
  if (isFile(event) && event.details.error?.failureType === 'subtestsFailed') return;
  failed++;
  console.log(`FAILED  ${event.name}\n        ${String(event.details.error?.cause?.stack ?? event.details.error?.cause ?? event.details.error).replaceAll('\n', '\n        ')}`);
});
stream.on('test:stderr', ({ message }) => process.stderr.write(message));
stream.on('end', () => {
  console.log(`${passed} passed, ${failed} failed`);
  process.exit(failed === 0 && passed > 0 ? 0 : 1);
});
stream.resume();
