// What a person who uses Baileys says about other messages under their secrets, and hears.
import { proto } from 'baileys';
import { until } from '../process.mjs';
import { said } from './said.mjs';
import { open, openAnswer, openVote, seal, sealVote } from './secrets.mjs';

const { EventResponseMessage, PollEncValue, ReactionMessage } = proto.Message;
const base64 = (text) => Buffer.from(text, 'base64');
const unsealed = ({ encPayload, encIv }) => ({ encPayload: base64(encPayload), encIv: base64(encIv) });

export class SealedBaileys {
  constructor(party) {
    this.party = party;
  }

  /** Says something about a message that was heard; `author` is whose it is. */
  say(use, item, author, plain, member) {
    const sealed = seal(use, this.about(item, author), plain);
    return this.party.relay(item.key.remoteJid, member(sealed, item.key));
  }

  about(item, author) {
    const lids = item.key.addressingMode === 'lid' || item.key.remoteJid.endsWith('@lid');
    const form = (party) => (lids ? party.lid : party.jid);
    return { id: item.key.id, secret: base64(item.about.messageSecret), author: form(author), speaker: form(this.party) };
  }

  vote(item, options, creator) {
    const vote = sealVote(this.about(item, creator), options);
    return this.party.relay(item.key.remoteJid, { pollUpdateMessage: { pollCreationMessageKey: item.key, vote, senderTimestampMs: Date.now() } });
  }
  answer(item, answer, extraGuestCount, author) {
    const response = EventResponseMessage.EventResponseType[answer.toUpperCase()];
    const plain = EventResponseMessage.encode({ response, extraGuestCount, timestampMs: Date.now() }).finish();
    return this.say('answer', item, author, plain, (sealed, eventCreationMessageKey) => ({ encEventResponseMessage: { eventCreationMessageKey, ...sealed } }));
  }
  react(item, text, author) {
    const plain = ReactionMessage.encode({ text, senderTimestampMs: Date.now() }).finish();
    return this.say('reaction', item, author, plain, (sealed, targetMessageKey) => ({ encReactionMessage: { targetMessageKey, ...sealed } }));
  }
  comment(item, words, author) {
    const plain = proto.Message.encode({ conversation: words }).finish();
    return this.say('comment', item, author, plain, (sealed, targetMessageKey) => ({ encCommentMessage: { targetMessageKey, ...sealed } }));
  }

  /** What opens what `speaker` said about a message of one's own. */
  own(key, speaker) {
    const asked = said(this.party.told(key.id));
    const { party } = this;
    return { asked, id: key.id, secret: base64(asked.about.messageSecret), authors: [party.jid, party.lid], speakers: [speaker.jid, speaker.lid] };
  }
  last(type, match) {
    return this.party.items().findLast((i) => i.type === type && match(i.content));
  }

  /** Waits until the last vote of a person in a poll of one's own is this. */
  hearVote(poll, voter, options) {
    const about = this.own(poll, voter);
    const all = about.asked.content.options.map((o) => o.optionName);
    return until(`${this.party.name} counts the vote for ${options}`, () => {
      const vote = this.last('pollUpdateMessage', (c) => c.pollCreationMessageKey.id === poll.id);
      const chosen = vote && openVote(PollEncValue.fromObject(vote.content.vote), { ...about, poll: poll.id, options: all });
      return chosen && String(chosen.toSorted()) === String(options.toSorted());
    });
  }
  hearAnswer(event, person, answer, guests) {
    const response = EventResponseMessage.EventResponseType[answer.toUpperCase()];
    return until(`${this.party.name} hears ${answer}`, () => {
      const last = this.last('encEventResponseMessage', (c) => c.eventCreationMessageKey.id === event.id);
      const opened = last && openAnswer(unsealed(last.content), this.own(event, person));
      return opened?.response === response && (opened.extraGuestCount ?? 0) === guests;
    });
  }
  /** Any: what came unreadable at first comes again from Baileys, also after what was said next. */
  hearOpened(what, post, person, { type, use, says }) {
    const about = this.own(post, person);
    return until(`${this.party.name} hears ${what}`, () => this.party.items().some((i) => {
      const opened = i.type === type && i.content.targetMessageKey.id === post.id && open(use, unsealed(i.content), about);
      return opened && says(opened);
    }));
  }
  hearReaction(post, person, text) {
    const says = (opened) => (ReactionMessage.decode(opened).text ?? '') === text;
    return this.hearOpened(`the sealed reaction "${text}"`, post, person, { type: 'encReactionMessage', use: 'reaction', says });
  }
  hearComment(post, person, words) {
    const says = (opened) => said(proto.Message.toObject(proto.Message.decode(opened))).content.text === words;
    return this.hearOpened(`the comment "${words}"`, post, person, { type: 'encCommentMessage', use: 'comment', says });
  }
}
