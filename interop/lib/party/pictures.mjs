// Profile pictures of people, and files that the media host has thrown away. Chatwarp has no operation yet that sets
// its own picture: only Baileys does.
import assert from 'node:assert/strict';
import { until } from '../process.mjs';
import { files } from './files.mjs';
import { kinds } from './kinds.mjs';
import { fetched, tell } from './ways.mjs';

export function pictures({ scenario, bothWays, people, admin }) {
  scenario('a profile picture, b to a', async () => {
    const { a, b } = people();
    await tell(a, b.jid, b, 'show yourself');
    assert.equal(await fetched(a, b.jid), null);
    for (const file of [files.jpeg, files.webp]) {
      const shown = await b.showPicture(file);
      assert.ok((await fetched(a, b.jid)).equals(shown), 'other bytes came than were set');
    }
    await b.hidePicture();
    await until('it is gone', async () => (await fetched(a, b.jid)) === null);
  });

  for (const name of ['an image', 'a voice note', 'a document']) {
    const row = kinds.find((one) => one.name === name);
    bothWays(`${name} that has expired`, async (from, to) => {
      const item = await to.hear((await from.send(to.jid, row)).id);
      assert.ok((await to.bytes(item)).equals(row.file));
      const { expired } = await admin().expireMedia();
      assert.ok(expired > 0);
      assert.ok((await to.renewed(item)).equals(row.file), 'other bytes came than were sent');
    });
  }
}
