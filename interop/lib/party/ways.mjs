// How scenarios send, wait and compare.
import assert from 'node:assert/strict';
import { until } from '../process.mjs';
import { text } from './kinds.mjs';
import { difference } from './said.mjs';

/** What a row promises of this speaker. */
function promise(row, speaker, scene) {
  const told = speaker.speaks === 'rest' && row.asRest ? { ...row, ...row.asRest } : row;
  return { ...told, says: typeof told.says === 'function' ? told.says(scene) : told.says };
}

/** The message that a listener heard says what the row promises, with equal bytes. */
export async function check(row, speaker, listener, key, scene = {}) {
  const expected = promise(row, speaker, scene);
  const item = await listener.hear(key.id);
  assert.equal(item.type, expected.type);
  const says = Object.fromEntries(Object.entries(expected.says).filter(([name]) => !(listener.speaks === 'rest' && expected.hides?.includes(name))));
  assert.equal(difference(item.content, says), null);
  if (expected.file) assert.ok((await listener.bytes(item)).equals(expected.file), 'other bytes came than were sent');
  return item;
}

export const exactly = (party, id) => party.items().filter((i) => i.key.id === id).length;

/** Sends a text and waits until the other has it; answers what the other heard. */
export async function tell(from, to, listener, words) {
  return listener.hear((await from.send(to, text(words))).id);
}

/** Sends a text that every listener gets. */
export async function tellAll(from, to, listeners, words) {
  const key = await from.send(to, text(words));
  await Promise.all(listeners.map((listener) => listener.hear(key.id)));
  return key;
}

/** WhatsApp refuses what a person asked for, with this number where the client tells it. */
export async function refused(person, asked, code) {
  await assert.rejects(asked, (error) => {
    assert.equal(person.refusal(error), code, error.message);
    return true;
  });
}

/** The profile picture of a person or group, as a person gets it; null when there is none to be seen. */
export async function fetched(person, jid) {
  const url = await person.pictureOf(jid);
  if (!url) return null;
  const answer = await fetch(url);
  assert.equal(answer.status, 200);
  return Buffer.from(await answer.arrayBuffer());
}

/**
 * Waits for news of one picture: each call for the next one that each of these people hears, which says whether there
 * is a picture now. `heard` gives everything that a person has heard of it so far.
 */
export function newsOf(people, heard) {
  const before = new Map(people.map((person) => [person, heard(person).length]));
  return (shown) => Promise.all(people.map(async (person) => {
    const nth = before.get(person);
    const [news] = await until(`${person.name} hears of the picture`, () => heard(person).length > nth && heard(person).slice(nth), 20_000);
    assert.equal(news, shown, `what ${person.name} hears of the picture`);
    before.set(person, nth + 1);
  }));
}
