// A Baileys client as applications use it: unmodified from npm, except that its signature check is
// replaced by a real one (it accepts every signature, protocol/09 section 2).
import { createRequire } from 'node:module';
import makeWASocket, {
  BufferJSON, Curve, DisconnectReason, WA_CERT_DETAILS, generateSignalPubKey, initAuthCreds, proto
} from 'baileys';
import pino from 'pino';
import { until } from './process.mjs';

const require = createRequire(import.meta.url);
const curve = require('libsignal/src/curve.js');

let refusals = 0;

/** Replaces Baileys' hollow check and makes it trust this Noise root. */
export function trust(rootKeyHex) {
  WA_CERT_DETAILS.PUBLIC_KEY = Buffer.from(rootKeyHex, 'hex');
  Curve.verify = (key, message, signature) => {
    let good = false;
    try {
      good = curve.verifySignature(generateSignalPubKey(key), message, signature) === true;
    } catch {
      good = false;
    }
    if (!good) refusals++;
    return good;
  };
}

/** How many signatures Baileys refused so far. */
export const refusedSignatures = () => refusals;

// libsignal prints sessions with their private keys (protocol/09 section 14).
console.info = () => {};
console.warn = () => {};
for (const level of ['log', 'error']) {
  const real = console[level];
  console[level] = (...args) => {
    if (!/^(Closing|Opening|Removing|Migrating|Session|Decrypted|Failed to decrypt)/.test(String(args[0]))) real(...args);
  };
}

/** Baileys' key store over a map, passed through JSON like a real one. */
function memoryState() {
  const data = new Map();
  return {
    creds: initAuthCreds(),
    /** Loses every entry of a type whose id matches; answers how many. */
    lose: (type, match) => {
      const lost = [...data.keys()].filter((key) => key.startsWith(`${type}-`) && match(key.slice(type.length + 1)));
      lost.forEach((key) => data.delete(key));
      return lost.length;
    },
    /** The entries of a type whose id matches, as they are stored. */
    stored: (type, match) => [...data].filter(([key]) => key.startsWith(`${type}-`) && match(key.slice(type.length + 1))).map(([, value]) => value),
    keys: {
      get: async (type, ids) => {
        const found = {};
        for (const id of ids) {
          let value = data.get(`${type}-${id}`);
          if (value === undefined) continue;
          value = JSON.parse(value, BufferJSON.reviver);
          if (type === 'app-state-sync-key') value = proto.Message.AppStateSyncKeyData.fromObject(value);
          found[id] = value;
        }
        return found;
      },
      set: async (changes) => {
        for (const [type, entries] of Object.entries(changes)) {
          for (const [id, value] of Object.entries(entries)) {
            if (value === null || value === undefined) data.delete(`${type}-${id}`);
            else data.set(`${type}-${id}`, JSON.stringify(value, BufferJSON.replacer));
          }
        }
      }
    }
  };
}

/**
 * A client that pairs, reconnects when asked to restart, and remembers what it saw.
 * `scan(qr, client)` is called with the first QR.
 */
export class BaileysClient {
  constructor({ url, name, scan, level = process.env.BAILEYS_LOG ?? 'silent', auth = memoryState() }) {
    Object.assign(this, { url, name, scan, auth });
    this.logger = pino({ level, name });
    this.messages = []; // {key, text, fromMe, raw} of every upsert, once for each delivery
    this.arrived = []; // ids of message stanzas, in the order that they came from the server
    this.receipts = []; // raw receipt stanzas
    this.acks = []; // raw acks of messages; Baileys folds them into upserts it still buffers
    this.seen = { presences: [], groups: [], members: [], updates: [], requests: [], contacts: [] }; // events as Baileys gave them
    this.states = [];
    this.closes = [];
    this.sent = new Map();
    this.wanted = true;
    this.scanned = false;
  }

  /** Connects and waits until the connection is open. */
  async open(ms = 110_000) {
    this.wanted = true;
    this.isOpen = false;
    this.connect();
    await until(`${this.name} is open`, () => this.isOpen, ms);
    return this;
  }

  connect() {
    const sock = makeWASocket({
      waWebSocketUrl: this.url,
      auth: this.auth,
      logger: this.logger,
      pushName: this.name,
      markOnlineOnConnect: true,
      getMessage: async (key) => this.sent.get(key.id),
      options: {},
      ...(this.url.startsWith('wss') ? {} : { agent: undefined })
    });
    this.sock = sock;
    const mine = (handler) => (...args) => {
      if (this.sock === sock) handler(...args);
    };
    sock.ev.on('creds.update', mine((update) => Object.assign(this.auth.creds, update)));
    sock.ev.on('connection.update', mine((update) => this.connection(update)));
    // A socket that was ended still hands over what it acknowledged before: nobody sends it again.
    sock.ev.on('messages.upsert', ({ messages, type }) => {
      for (const m of messages) {
        const text = m.message?.conversation ?? m.message?.extendedTextMessage?.text;
        this.messages.push({ key: m.key, text, fromMe: m.key.fromMe, pushName: m.pushName, type, stub: m.messageStubType, raw: m });
      }
    });
    sock.ev.on('presence.update', (update) => this.seen.presences.push(update));
    sock.ev.on('groups.upsert', (groups) => this.seen.groups.push(...groups));
    sock.ev.on('groups.update', (groups) => this.seen.updates.push(...groups));
    sock.ev.on('group.join-request', (update) => this.seen.requests.push(update));
    sock.ev.on('contacts.update', (contacts) => this.seen.contacts.push(...contacts));
    sock.ev.on('group-participants.update', (update) => this.seen.members.push(update));
    sock.ws.on('CB:message', (node) => this.arrived.push(node.attrs.id));
    sock.ws.on('CB:ack,class:message', (node) => this.acks.push(node.attrs));
    sock.ws.on('CB:receipt', (node) => this.receipts.push(node));
  }

  connection({ connection, qr, lastDisconnect }) {
    if (connection) this.states.push(connection);
    if (qr && !this.scanned && this.scan) {
      this.scanned = true;
      this.qr = qr;
      Promise.resolve(this.scan(qr, this)).catch((error) => (this.scanError = error));
    }
    if (connection === 'open') this.isOpen = true;
    if (connection === 'close') {
      this.isOpen = false;
      const code = lastDisconnect?.error?.output?.statusCode;
      this.closes.push(code);
      const final = [DisconnectReason.loggedOut, DisconnectReason.connectionReplaced, DisconnectReason.forbidden];
      if (this.wanted && !final.includes(code)) {
        setTimeout(() => this.wanted && this.connect(), code === DisconnectReason.restartRequired ? 0 : 200);
      }
    }
  }

  /**
   * Shows itself as available, as a user in front of the screen would: until then its delivery
   * receipts are of the kind that no sender sees. It must know its own name for that, which it
   * learns from its phone's first message.
   */
  async available() {
    await until(`${this.name} learns its name`, () => this.auth.creds.me?.name);
    await this.sock.sendPresenceUpdate('available');
  }

  /** Own number, digits. */
  get number() {
    return this.auth.creds.me.id.split(':')[0].split('@')[0];
  }

  get jid() {
    return `${this.number}@s.whatsapp.net`;
  }

  get lid() {
    return `${this.auth.creds.me.lid.split(':')[0]}@lid`;
  }

  /** Sends a text and answers its id. */
  async text(jid, text) {
    const message = await this.sock.sendMessage(jid, { text });
    this.sent.set(message.key.id, message.message);
    return message.key.id;
  }

  /** Texts of others, in the order they came. */
  received(fromMe = false) {
    return this.messages.filter((m) => m.text !== undefined && !!m.fromMe === fromMe).map((m) => m.text);
  }

  /** Sends a text and waits until the server has it. Baileys keeps nothing: what is not acknowledged
   * when its socket ends is lost in every program that uses it. */
  async textAcked(jid, text) {
    const id = await this.text(jid, text);
    await until(`the server acks "${text}"`, () => this.acks.some((ack) => ack.id === id));
    return id;
  }

  /** Waits until a text has come. */
  async await(text, { fromMe = false, ms = 20_000 } = {}) {
    return until(`${this.name} gets "${text}"`, () => this.messages.find((m) => m.text === text && !!m.fromMe === fromMe), ms);
  }

  /** Waits for a receipt of this type for a message; '' is delivered. */
  async receipt(id, types = ['', 'inactive'], ms = 20_000) {
    const named = (node) =>
      node.attrs.id === id || (node.content ?? []).some?.((c) => c.tag === 'list' && c.content.some((i) => i.attrs.id === id));
    return until(`a receipt for ${id}`, () => this.receipts.find((n) => types.includes(n.attrs.type ?? '') && named(n)), ms);
  }

  /** Ends the connection without logging out. */
  async close() {
    this.wanted = false;
    const sock = this.sock;
    sock?.end(undefined);
    this.isOpen = false;
  }

  /** Drops the connection and opens it again with the same keys. */
  async reconnect() {
    await this.close();
    return this.open();
  }
}
