// A simulator, a chatwarp server and a webhook, each on ports of its own, and what a test asks of them.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { adminClient } from './admin.mjs';
import { apiClient } from './api.mjs';
import { freePort, scratchFolder, startServer, startSimulator, until } from './process.mjs';
import { startWebhook } from './webhook.mjs';

const apiKey = 'interop-test-key';

/** Starts all three; `close` stops them, and keeps logs and events when a test failed. */
export async function openHouse(name, { env = {} } = {}) {
  const folder = scratchFolder(name);
  const data = join(folder.path, 'data');
  mkdirSync(data);
  const simulator = await startSimulator({ log: join(folder.path, 'simulator.log') });
  const hook = await startWebhook();
  const server = await startServer({ data, port: await freePort(), apiKey, simulator, log: join(folder.path, 'server.log'), env });
  let ended = null;
  server.exited.then((end) => (ended = end));
  return {
    simulator,
    server,
    hook,
    apiKey,
    admin: adminClient(simulator.admin),
    api: apiClient(server.api, apiKey),
    /** The server's process is the one that was started. */
    lives: () => ended === null,
    close: async (good = true) => {
      await server.stop();
      await hook.close();
      await simulator.stop();
      if (good) return folder.dispose();
      writeFileSync(join(folder.path, 'webhook.json'), JSON.stringify(hook.events, null, 1));
      console.error(`logs and events are kept in ${folder.path}`);
    }
  };
}

/** A chatwarp instance: paired by QR, driven over REST, heard on the webhook. */
export class Instance {
  constructor(house, name) {
    Object.assign(this, { house, name });
  }

  /** Creates it, lets a phone scan its QR and waits until it is open; without `events` those of texts are told, with [] all. */
  async open({ events = ['MESSAGES_UPSERT', 'MESSAGES_UPDATE', 'SEND_MESSAGE', 'CONNECTION_UPDATE'], ...settings } = {}) {
    const { api, admin, hook } = this.house;
    const created = await api.create(this.name, { webhook: { enabled: true, url: hook.url, events }, ...settings });
    this.qr = created.qrcode.code;
    const owner = await admin.scanQr(this.qr);
    this.number = owner.phone;
    this.jid = owner.jid;
    this.lid = owner.lid;
    await this.isOpen();
    return this;
  }

  isOpen(ms = 30_000) {
    return until(`${this.name} is open`, async () => (await this.house.api.state(this.name)) === 'open', ms);
  }

  /** Its events of a kind: each once, in the order of their first delivery. */
  events(kind) {
    const seen = new Map();
    for (const event of this.house.hook.events) {
      if (event.instance === this.name && event.event === kind && !seen.has(event.event_id)) seen.set(event.event_id, event);
    }
    return [...seen.values()];
  }

  /** How often a connection was opened, counted by its events. */
  opened() {
    return this.events('connection.update').filter((e) => e.data.state === 'open').length;
  }

  /** Texts that came, as the webhook tells them. */
  received() {
    return this.events('messages.upsert').filter((e) => !e.data.key.fromMe).map((e) => e.data.message.conversation);
  }

  /** Waits until a text has come to the webhook. */
  await(text, ms = 30_000) {
    return until(`the webhook gets "${text}"`, () => this.received().includes(text), ms);
  }

  /** Waits until a message of ours is known to have been delivered: the second tick. */
  delivered(id, ms = 30_000) {
    return until(`two ticks at ${id}`, () => this.events('messages.update').some((e) => e.data.keyId === id && e.data.status === 'DELIVERY_ACK'), ms);
  }

  /**
   * Sends a text and answers the message's id. While the instance is away nothing is kept
   * (`not_connected`), so the same request, with its idempotency key, is made again.
   */
  async text(jid, text, ms = 60_000) {
    return until(`"${text}" is accepted`, async () => {
      try {
        const headers = { 'idempotency-key': `${this.name}-${text}` };
        return (await this.house.api.sendText(this.name, jid, text, { headers })).key.id;
      } catch (error) {
        if (error.status === 400 && error.code === 'not_connected') return false;
        throw error;
      }
    }, ms);
  }
}
