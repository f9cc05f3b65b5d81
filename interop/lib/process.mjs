// Starts chatwarp's own processes for a test and stops only those.
import { spawn } from 'node:child_process';
import { createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..', '..');
const command = process.env.CHATWARP_CMD ?? join(root, 'chatwarp');

const running = new Set();
process.on('exit', () => running.forEach((child) => child.kill('SIGKILL')));

/** A folder of its own below the system's temporary one; removed by `dispose`. */
export function scratchFolder(name) {
  const path = mkdtempSync(join(tmpdir(), `chatwarp-${name}-`));
  return { path, dispose: () => rmSync(path, { recursive: true, force: true }) };
}

/** A port that was free a moment ago, for a server that must come back on the same one. */
export function freePort() {
  return new Promise((done, fail) => {
    const probe = createServer().on('error', fail);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => done(port));
    });
  });
}

/** Waits until `check` answers something truthy; fails with `what` after `ms`. */
export async function until(what, check, ms = 30_000, every = 50) {
  const end = Date.now() + ms;
  for (;;) {
    const value = await check();
    if (value) return value;
    if (Date.now() > end) throw new Error(`not within ${ms} ms: ${what}`);
    await new Promise((r) => setTimeout(r, every));
  }
}

/**
 * Starts `./chatwarp ARGS`, its output going to `log`.
 * Answers {child, lines, exited, kill, stop}; `lines` grows with standard output.
 */
function start(args, { log, env = {} } = {}) {
  const child = spawn(command, args, { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  running.add(child);
  const lines = [];
  const file = log ? createWriteStream(log, { flags: 'a' }) : null;
  let rest = '';
  child.stdout.setEncoding('utf8');
  child.stdout.on('data', (text) => {
    file?.write(text);
    const parts = (rest + text).split('\n');
    rest = parts.pop();
    lines.push(...parts);
  });
  child.stderr.on('data', (text) => file?.write(text));
  const exited = new Promise((done) =>
    child.on('exit', (code, signal) => {
      running.delete(child);
      file?.end();
      done({ code, signal });
    })
  );
  return {
    child,
    lines,
    exited,
    kill: async () => {
      child.kill('SIGKILL');
      await exited;
    },
    stop: async () => {
      child.kill('SIGTERM');
      await exited;
    }
  };
}

/** Starts an offline WhatsApp; answers its addresses and root key. */
export async function startSimulator({ log, args = [] } = {}) {
  const run = start(['simulator', '--port', '0', '--tls-port', '0', ...args], { log });
  const ready = await Promise.race([
    until('the simulator prints its addresses', () => {
      const text = run.lines.join('\n');
      const ws = /ws:\/\/127\.0\.0\.1:(\d+)/.exec(text);
      const wss = /wss:\/\/127\.0\.0\.1:(\d+)/.exec(text);
      return ws && wss && { port: Number(ws[1]), tlsPort: Number(wss[1]) };
    }, 300_000),
    run.exited.then(({ code }) => {
      throw new Error(`the simulator ended with ${code}`);
    })
  ]);
  const admin = `http://127.0.0.1:${ready.port}`;
  const { publicKey } = await (await fetch(`${admin}/admin/root-key`)).json();
  return { ...run, ...ready, admin, rootKey: publicKey, url: `ws://127.0.0.1:${ready.port}/ws/chat`, tlsUrl: `wss://127.0.0.1:${ready.tlsPort}/ws/chat` };
}

/** Starts a server on a data folder and waits until it is ready. */
export async function startServer({ data, port, apiKey, simulator, log, args = [], env = {} }) {
  const run = start(
    ['serve', '--port', String(port), '--data', data, '--wa-url', simulator.tlsUrl, '--wa-root-key', simulator.rootKey,
      '--wa-trust-any-tls', '--allow-private-targets', ...args],
    { log, env: { AUTHENTICATION_API_KEY: apiKey, ...env } }
  );
  const api = `http://127.0.0.1:${port}`;
  let gone = null;
  run.exited.then((end) => (gone = end));
  await until('the server is ready', async () => {
    if (gone) throw new Error(`the server ended with ${gone.code ?? gone.signal}`);
    try {
      return (await fetch(`${api}/readyz`)).ok;
    } catch {
      return false;
    }
  }, 300_000);
  return { ...run, api };
}
