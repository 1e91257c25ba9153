import { checkArguments, checkOptions, type OptionNames } from "@sdialog/core/internal";
import type { Turn } from "@sdialog/core";
import { ownWords, paragraph, withoutOwnName } from "../own-words.ts";
import { type Guard, type GuardMoment, passed } from "./guard.ts";

/** Who else a speaker may not speak as. */
export interface SingleSpeakerOptions {
  /** Names besides those of the participants and of whoever has spoken, such as a moderator's who is only heard of. */
  readonly others?: readonly string[] | undefined;
}

const singleSpeakerOptionNames: OptionNames<SingleSpeakerOptions> = { others: true };

/**
 * A speaker speaks for itself only: its own name in front of the reply is taken away, and everything from a line
 * on that speaks as somebody else is cut off. A reply that starts as somebody else is refused. Whoever has spoken counts,
 * such as an opener who takes no further part, and so do first names that only one of them has. Of a reply of several messages,
 * beside calls of tools and after them, each is looked at by itself.
 */
export function singleSpeaker(options: SingleSpeakerOptions = {}): Guard {
  checkArguments("singleSpeaker", arguments, 1);
  const { others: named = [] } = checkOptions("singleSpeaker", options, singleSpeakerOptionNames);
  const namesIn = ({ speaker, state }: GuardMoment): readonly string[] => {
    const names = new Set([speaker]);
    for (const { name } of state.participants) names.add(name);
    for (const name of named) names.add(name);
    for (const name of speakersOf(state.turns)) names.add(name);
    return [...names];
  };
  return {
    name: "single-speaker",
    hear: (moment) => (events) => withoutOwnName(events, namesIn(moment)),
    check(text, moment) {
      const { messages = [text] } = moment;
      const names = namesIn(moment);
      const own = messages.map((message) => ownWords(message, names));
      const isGoneOn = own.some((message) => message.isGoneOn);
      const words = own.map((message) => message.text).filter((each) => each !== "");
      const mended = words.join(paragraph);
      if (mended === "" && isGoneOn) {
        return {
          pass: false,
          reason: "role_leak",
          fault: "double_turn",
          detail: "the reply speaks as another participant",
        };
      }
      if (mended === text.trim()) return passed;
      const mend = { pass: true, text: mended, messages: words } as const;
      if (!isGoneOn) return { ...mend, detail: "own name removed" };
      return { ...mend, fault: "double_turn", detail: "reply to itself cut off" };
    },
  };
}

/** Who has spoken in the turns that were looked through: they are the same list in all of a conversation, and only more. */
interface Speakers {
  readonly names: Set<string>;
  count: number;
  last: Turn | undefined;
}

const known = new WeakMap<readonly Turn[], Speakers>();

/** Whoever has spoken. Turns are looked through once, and again where some were taken back. */
function speakersOf(turns: readonly Turn[]): ReadonlySet<string> {
  const before = known.get(turns);
  const isContinued = before !== undefined && turns[before.count - 1] === before.last;
  const speakers: Speakers = isContinued ? before : { names: new Set(), count: 0, last: undefined };
  for (; speakers.count < turns.length; speakers.count++) {
    const { speaker } = (speakers.last = turns[speakers.count] as Turn);
    if (speaker !== null) speakers.names.add(speaker);
  }
  if (!isContinued) known.set(turns, speakers);
  return speakers.names;
}
