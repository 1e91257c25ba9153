import type { PolicySpecs } from "@sdialog/agents";
import { countWords } from "@sdialog/core";
import type { FeatureName } from "@sdialog/realism";
import type { Talk } from "./talk.ts";

/** How a group of users behaves, in the numbers that policies take. Shares are of messages, 0 to 1. */
export interface Habits {
  /** Words of a message after the first, in the middle (exp of the mean logarithm). */
  readonly words: number;
  /** Standard deviation of the logarithms of lengths. */
  readonly spread: number;
  /** Words of the first message, in the middle. */
  readonly opening: number;
  /** Messages of a conversation, in the middle. */
  readonly messages: number;
  /** Standard deviation of the logarithms of their number. */
  readonly messagesSpread: number;
  readonly politeness: number;
  readonly acknowledgement: number;
  readonly vagueness: number;
  readonly scepticism: number;
  readonly clarification: number;
  /** Share of the conversations with a word of annoyance or blame. */
  readonly impatience: number;
  /** Share of the details given in the first message. */
  readonly frontLoading: number;
  /** Messages with a line break in them. */
  readonly bursts: number;
  /** Messages without a capital letter. */
  readonly lowercase: number;
  /** Messages of four words or more that end without a mark. */
  readonly punctuation: number;
  /** Of the words that have an apostrophe, those written without it. */
  readonly apostrophes: number;
}

/** What can be read off conversations directly. @param talks at least one */
export function habitsOf(talks: readonly Talk[]): Habits {
  const later = talks.flatMap(({ texts }) => texts.slice(1));
  const lengths = logs((later.length > 0 ? later : talks.flatMap(({ texts }) => texts)).map(countWords));
  const turns = logs(talks.map(({ texts }) => texts.length));
  const all = talks.flatMap(({ texts }) => texts);
  const long = all.filter((text) => countWords(text) >= 4);
  const whole = count(all, withApostrophe);
  const bare = count(all, withoutApostrophe);
  const rate = (feature: FeatureName): number => {
    const defined = talks.filter(({ fingerprint }) => fingerprint.features[feature] !== null);
    const weighed = defined.map(
      ({ fingerprint, texts }) => (fingerprint.features[feature] as number) * texts.length,
    );
    return share(sum(weighed), sum(defined.map(({ texts }) => texts.length)));
  };
  const loaded = talks.flatMap(({ fingerprint }) => fingerprint.features.front_loading_ratio ?? []);
  return {
    words: Math.exp(lengths.mean),
    spread: lengths.deviation,
    opening: Math.exp(logs(talks.map(({ texts }) => countWords(texts[0] as string))).mean),
    messages: Math.exp(turns.mean),
    messagesSpread: turns.deviation,
    politeness: rate("politeness_rate"),
    acknowledgement: rate("acknowledgment_rate"),
    vagueness: rate("uncertainty_rate"),
    scepticism: rate("pushback_rate"),
    clarification: rate("clarification_question_rate"),
    impatience: share(
      talks.filter(({ fingerprint: { features } }) => (features.accusatory_rate ?? 0) > 0).length,
      talks.length,
    ),
    // Who never gives any detail holds none back.
    frontLoading: loaded.length === 0 ? 1 : share(sum(loaded), loaded.length),
    bursts: share(all.filter((text) => text.trim().includes("\n")).length, all.length),
    lowercase: share(all.filter((text) => /\p{L}/u.test(text) && !/\p{Lu}/u.test(text)).length, all.length),
    punctuation: share(long.filter((text) => /[\p{L}\p{N}]\s*$/u.test(text)).length, long.length),
    apostrophes: share(bare, bare + whole),
  };
}

const withApostrophe = /\p{L}['’](?:s|t|m|re|ve|ll|d)\b/giu;
const withoutApostrophe =
  /\b(?:dont|doesnt|didnt|cant|couldnt|wont|wouldnt|isnt|arent|wasnt|havent|hasnt|im|ive|thats|whats|theres|lets|youre|theyre)\b/giu;

/** To what a model is held that does not do as it is told. */
export interface HeldTo {
  /** Whether messages that it writes too long are cut: see the policy `message-length`. */
  readonly cut: boolean;
  /** Whether it may not leave before its time: see the policy `limited-time`. */
  readonly stays: boolean;
}

/** The policies that make a user behave so. Numbers are rounded, since a file of them is read by people. */
export function policiesOf(habits: Habits, { cut, stays }: HeldTo): PolicySpecs {
  const often = 0.02;
  const shares = [
    ["politeness", habits.politeness, 0],
    ["acknowledgement", habits.acknowledgement, 0],
    ["vagueness", habits.vagueness, often],
    ["scepticism", habits.scepticism, often],
    ["clarification", habits.clarification, often],
  ] as const;
  return [
    {
      name: "message-length",
      words: Math.max(1, rounded(habits.words, 1)),
      spread: Math.min(2, rounded(habits.spread)),
      opening: Math.max(1, rounded(habits.opening, 1)),
      ...(cut ? { cut } : {}),
    },
    ...shares.flatMap(([name, value, least]) => (value < least ? [] : [{ name, share: rounded(value) }])),
    ...(habits.impatience < often
      ? []
      : [{ name: "impatience", probability: rounded(habits.impatience), leaves: false }]),
    ...(habits.frontLoading > 0.9
      ? []
      : [{ name: "disclosure", probability: rounded(1 - habits.frontLoading), opening: 1 }]),
    ...(habits.bursts < often ? [] : [{ name: "bursts", share: rounded(habits.bursts) }]),
    {
      name: "casual-spelling",
      lowercase: rounded(habits.lowercase),
      punctuation: rounded(habits.punctuation),
      apostrophes: rounded(habits.apostrophes),
      shortForms: 0,
      slips: 0,
    },
    {
      name: "limited-time",
      messages: Math.max(1, rounded(habits.messages, 1)),
      spread: Math.min(2, rounded(habits.messagesSpread)),
      ...(stays ? { stays } : {}),
    },
  ];
}

/**
 * What to ask for next: a model that was asked for `used` showed `shown`, and `wanted` is what people do. Lengths are
 * corrected by their ratio, shares by their difference.
 */
export function corrected(used: Habits, wanted: Habits, shown: Habits): Habits {
  const counted = new Set<keyof Habits>(["words", "opening", "messages"]);
  const names = Object.keys(used) as (keyof Habits)[];
  return Object.fromEntries(
    names.map((name) => {
      const [asked, goal, got] = [used[name], wanted[name], shown[name]];
      if (counted.has(name)) return [name, asked * Math.min(3, Math.max(1 / 3, goal / Math.max(got, 0.1)))];
      const most = name === "spread" || name === "messagesSpread" ? 2 : 1;
      return [name, Math.min(most, Math.max(0, asked + goal - got))];
    }),
  ) as unknown as Habits;
}

function logs(numbers: readonly number[]): { readonly mean: number; readonly deviation: number } {
  const all = numbers.map((number) => Math.log(Math.max(1, number)));
  const mean = share(sum(all), all.length);
  return { mean, deviation: Math.sqrt(share(sum(all.map((one) => (one - mean) ** 2)), all.length)) };
}

function count(texts: readonly string[], pattern: RegExp): number {
  return sum(texts.map((text) => [...text.matchAll(pattern)].length));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

function share(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}

function rounded(number: number, digits = 3): number {
  return Number(number.toFixed(digits));
}
