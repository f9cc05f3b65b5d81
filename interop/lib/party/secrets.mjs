// Votes as their senders make them: Baileys reads sealed votes, but has no call to cast one.
import { createHash } from 'node:crypto';
import { randomBytes } from 'node:crypto';
import { aesEncryptGCM, decryptPollVote, hmacSign, proto } from 'baileys';

const hash = (option) => createHash('sha256').update(option).digest();

/** A vote sealed under the poll's secret; creator and voter are bare JIDs of the chat's form. */
export function sealVote({ poll, secret, creator, voter, options }) {
  const sign = Buffer.concat([Buffer.from(poll + creator + voter + 'Poll Vote'), Buffer.from([1])]);
  const key = hmacSign(sign, hmacSign(secret, new Uint8Array(32), 'sha256'), 'sha256');
  const iv = randomBytes(12);
  const plain = proto.Message.PollVoteMessage.encode({ selectedOptions: options.map(hash) }).finish();
  return { encPayload: aesEncryptGCM(plain, key, iv, Buffer.from(`${poll}\0${voter}`)), encIv: iv };
}

/** The options of a sealed vote, whichever forms of address creator and voter used; null when none opens it. */
export function openVote(vote, { poll, secret, creators, voters, options }) {
  for (const pollCreatorJid of creators) {
    for (const voterJid of voters) {
      try {
        const { selectedOptions } = decryptPollVote(vote, { pollMsgId: poll, pollEncKey: secret, pollCreatorJid, voterJid });
        return selectedOptions.map((chosen) => options.find((option) => hash(option).equals(chosen)));
      } catch (error) {
        if (!/authenticate/.test(error.message)) throw error;
      }
    }
  }
  return null;
}
