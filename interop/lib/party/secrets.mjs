// What is said about a message under that message's secret, as its senders make it: Baileys reads votes and answers
// to appointments, but has no call to make any, and knows neither comments nor reactions of this kind.
import { createHash, randomBytes } from 'node:crypto';
import { aesDecryptGCM, aesEncryptGCM, decryptEventResponse, decryptPollVote, hmacSign, proto } from 'baileys';

const hash = (option) => createHash('sha256').update(option).digest();

/** What each use is called, and whether the sealed bytes are bound to message and speaker. */
const uses = {
  vote: ['Poll Vote', true],
  answer: ['Event Response', true],
  reaction: ['Enc Reaction', false],
  comment: ['Enc Comment', false]
};

function keyed(use, { id, secret, author, speaker }) {
  const [name, bound] = uses[use];
  const sign = Buffer.concat([Buffer.from(id + author + speaker + name), Buffer.from([1])]);
  return { key: hmacSign(sign, hmacSign(secret, new Uint8Array(32), 'sha256'), 'sha256'), beside: Buffer.from(bound ? `${id}\0${speaker}` : '') };
}

/** Seals bytes under a message's secret; author and speaker are bare JIDs of the chat's form. */
export function seal(use, about, plain) {
  const { key, beside } = keyed(use, about);
  const encIv = randomBytes(12);
  return { encPayload: aesEncryptGCM(plain, key, encIv, beside), encIv };
}

export const sealVote = (about, options) =>
  seal('vote', about, proto.Message.PollVoteMessage.encode({ selectedOptions: options.map(hash) }).finish());

/** The first result of `attempt` for any forms of address that author and speaker used; null when none opens it. */
function anyForm({ authors, speakers }, attempt) {
  for (const author of authors) {
    for (const speaker of speakers) {
      try {
        return attempt(author, speaker);
      } catch (error) {
        if (!/authenticate/.test(error.message)) throw error;
      }
    }
  }
  return null;
}

/** The options of a sealed vote. */
export function openVote(vote, { poll, secret, options, ...people }) {
  return anyForm(people, (pollCreatorJid, voterJid) => {
    const { selectedOptions } = decryptPollVote(vote, { pollMsgId: poll, pollEncKey: secret, pollCreatorJid, voterJid });
    return selectedOptions.map((chosen) => options.find((option) => hash(option).equals(chosen)));
  });
}

/** A sealed answer to an appointment. */
export const openAnswer = (answer, { id, secret, ...people }) =>
  anyForm(people, (eventCreatorJid, responderJid) =>
    decryptEventResponse(answer, { eventMsgId: id, eventEncKey: secret, eventCreatorJid, responderJid }));

/** The bytes of a sealed reaction or comment. */
export const open = (use, { encPayload, encIv }, { id, secret, ...people }) =>
  anyForm(people, (author, speaker) => {
    const { key, beside } = keyed(use, { id, secret, author, speaker });
    return aesDecryptGCM(encPayload, key, encIv, beside);
  });
