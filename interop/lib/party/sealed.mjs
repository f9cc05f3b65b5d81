// What people say about a message under its secret. Comments, which chatwarp reads but has no operation for, go one
// way only; reactions are sealed in announcement groups, see communities.mjs.
import { appointment, text } from './kinds.mjs';

export function sealedWords({ scenario, bothWays, people }) {
  scenario('a comment, b to a', async () => {
    const { a, b } = people();
    const key = await a.send(b.jid, text('fresh from the oven'));
    await b.sealed.comment(await b.hear(key.id), 'smells good', a);
    await a.sealed.hearComment(key, b, 'smells good');
  });

  bothWays('answers to an appointment', async (from, to) => {
    const key = await from.send(to.jid, appointment);
    const item = await to.hear(key.id);
    await to.sealed.answer(item, 'going', 2, from);
    await from.sealed.hearAnswer(key, to, 'going', 2);
    await to.sealed.answer(item, 'maybe', 0, from);
    await from.sealed.hearAnswer(key, to, 'maybe', 0);
    await to.sealed.answer(item, 'not_going', 0, from);
    await from.sealed.hearAnswer(key, to, 'not_going', 0);
  });
}
