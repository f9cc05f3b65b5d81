// Profile pictures of people, and files that the media host has thrown away.
import assert from 'node:assert/strict';
import { files } from './files.mjs';
import { kinds } from './kinds.mjs';
import { fetched, newsOf, tell } from './ways.mjs';

export function pictures({ bothWays, admin }) {
  bothWays('a profile picture', async (from, to) => {
    await tell(from, to.jid, to, 'may I show myself?');
    assert.equal(await fetched(to, from.jid), null);
    const news = newsOf([from, to], (person) => person.pictureNews(from));
    for (const file of [files.jpeg, files.webp]) {
      const shown = await from.showPicture(file);
      await news(true);
      assert.ok((await fetched(to, from.jid)).equals(shown), 'other bytes came than were set');
    }
    await from.hidePicture();
    await news(false);
    for (const person of [from, to]) assert.equal(await fetched(person, from.jid), null);
    await tell(from, to.jid, to, 'that was me');
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
