// What a person behind a chatwarp instance says about other messages under their secrets, and hears opened.
import { until } from '../process.mjs';
import { said } from './said.mjs';

export class SealedChatwarp {
  constructor(party) {
    this.party = party;
  }

  say(item, content) {
    return this.party.post('message/send', { to: item.key.remoteJid, content: { key: item.key, ...content } });
  }
  vote(item, values) {
    return this.say(item, { type: 'pollVote', values });
  }
  answer(item, answer, extraGuests) {
    return this.say(item, { type: 'eventReply', answer, extraGuests });
  }
  /** Sealed where the chat wants it so. */
  react(item, text) {
    return this.party.react(item, text);
  }

  /** Waits until the last tally of a poll of one's own has this vote of a person, and no other. */
  hearVote(poll, voter, options) {
    return until(`${this.party.name} counts the vote for ${options}`, () => {
      const last = this.party.instance.events('messages.update').findLast(({ data }) => data.keyId === poll.id && data.pollUpdates);
      if (!last) return false;
      const chosen = last.data.pollUpdates.filter((o) => o.voters.some((jid) => voter.is(jid))).map((o) => o.name);
      return String(chosen.toSorted()) === String(options.toSorted());
    });
  }
  hearAnswer(event, person, answer, guests) {
    return this.party.event(`the answer ${answer}`, 'messages.update', (data) =>
      data.keyId === event.id && data.eventResponses?.some(({ eventResponseMessageKey: key, response }) =>
        person.is(key.participant ?? key.remoteJid) && response.response === answer.toUpperCase() && response.extraGuestCount === guests));
  }
  hearReaction(post, person, text) {
    return this.party.hearReaction(post.id, text);
  }
  hearComment(post, person, words) {
    return this.party.find(`the comment "${words}"`, ({ type, content }) =>
      type === 'commentMessage' && content.targetMessageKey.id === post.id && said(content.message).content.text === words);
  }
}
