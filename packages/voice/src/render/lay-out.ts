import type { Dialog, Random } from "@sdialog/core";
import type { AudioClip } from "../audio/audio-clip.ts";
import { amplified, amplitudeOf } from "../audio/levels.ts";
import { activeSpans, type TimeSpan } from "../audio/voice-activity.ts";
import type { WordTime } from "../speech/speech-model.ts";
import { speakableText } from "../text/speakable-text.ts";
import { backchannelWords } from "../timeline/backchannel-words.ts";
import { estimateWords } from "../timeline/estimate-words.ts";
import { planTransitions, type Transition } from "../timeline/plan-transitions.ts";
import type { AudioNote, Segment } from "../timeline/segment.ts";
import { missedIn, type TimingCounts } from "../timeline/timing-counts.ts";
import type { Timing } from "../timeline/timing-options.ts";
import type { CastVoice } from "../voices/cast-voices.ts";
import { type SaidTurn, sayTurn, type Saying } from "./say-turn.ts";

/** A segment, what is heard of it, and the moment before which nothing more will begin. */
export interface PlacedSegment {
  readonly segment: Segment;
  readonly clip: AudioClip;
  /** Seconds. */
  readonly horizon: number;
}

/** Everything that decides what is said when. */
export interface Layout {
  readonly cast: ReadonlyMap<string, CastVoice>;
  readonly timing: Timing;
  readonly random: Random;
  readonly saying: Omit<Saying, "pause" | "onNote">;
  readonly onNote: (note: AudioNote) => void;
  /** Called in the end: what of the timing there was room for. */
  readonly onCounts: (counts: TimingCounts) => void;
}

interface HeardTurn {
  readonly turn: number;
  readonly speaker: string;
  readonly text: string;
  readonly spoken: string;
}

/** How much softer listeners say their back-channels, in decibels. */
const softer = -6;
/** What remains of a turn that is cut off, as a share of it: at least, and at most. */
const cutBetween = [0.45, 0.85] as const;
/** Seconds between two things the same person says. */
const breath = 0.05;
/** No back-channel is shorter, in seconds. */
const shortestBackchannel = 0.1;

/** The turns of a dialogue one after the other as they are heard, with the back-channels over each of them. @throws SpeechError */
export async function* layOut(dialog: Dialog, layout: Layout): AsyncGenerator<PlacedSegment> {
  const { timing, random, cast } = layout;
  const heard = await heardTurns(dialog, layout);
  const speakers = heard.map(({ speaker }) => speaker);
  const transitions = planTransitions(
    speakers,
    timing,
    random.fork("transitions"),
    (index) => wordsIn(heard[index]?.spoken ?? "") > 1,
  );
  const due = new BackchannelsDue(timing.backchannels, random.fork("backchannels due").next());
  let [overlaps, interruptions] = [0, 0];
  const lastEnds = new Map<string, number>();
  let before: TimeSpan | undefined;
  for (const [index, turn] of heard.entries()) {
    const said = await say(turn, turn.spoken, layout, random.fork("turn", turn.turn));
    const next = transitions[index];
    const { clip, words, cut } =
      next?.kind === "interruption" ? cutOff(said, random.fork("cut", turn.turn)) : { ...said, cut: false };
    const seconds = clip.samples.length / clip.sampleRate;
    const start =
      before === undefined
        ? timing.edges
        : Math.max(
            startAfter(before, seconds, transitions[index - 1]),
            (lastEnds.get(turn.speaker) ?? -breath) + breath,
          );
    const end = start + seconds;
    if (cut) interruptions++;
    if (before !== undefined && start < before.end && isOverlap(transitions[index - 1])) overlaps++;
    const horizon = earliestAfter({ start, end }, next);
    lastEnds.set(turn.speaker, end);
    const segment = segmentOf(turn, { clip, words, wordTimes: said.wordTimes }, start, cut);
    const listener = listenerOf(speakers, index);
    const count = due.over(seconds);
    if (listener !== undefined && cast.has(listener))
      for (const placed of await backchannels(
        segment,
        listener,
        { horizon, from: lastEnds.get(listener) ?? 0, count },
        layout,
      )) {
        lastEnds.set(listener, Math.max(lastEnds.get(listener) ?? 0, placed.segment.end));
        due.placed++;
        yield { ...placed, horizon: start };
      }
    yield { segment, clip, horizon };
    before = { start, end };
  }
  const counts = {
    overlaps: { wanted: transitions.filter(isOverlap).length, placed: overlaps },
    interruptions: {
      wanted: transitions.filter(({ kind }) => kind === "interruption").length,
      placed: interruptions,
    },
    backchannels: { wanted: due.wanted, placed: due.placed },
  };
  for (const note of missedIn(counts)) layout.onNote(note);
  layout.onCounts(counts);
}

function isOverlap(transition: Transition | undefined): boolean {
  return transition?.kind === "overlap" || transition?.kind === "interruption";
}

function wordsIn(spoken: string): number {
  return estimateWords(spoken, []).length;
}

async function heardTurns(dialog: Dialog, { cast, onNote }: Layout): Promise<HeardTurn[]> {
  const heard: HeardTurn[] = [];
  for (const [turn, { speaker, text }] of dialog.turns.entries()) {
    const name = speaker ?? "";
    const { text: spoken, unspoken } = await speakableText(text, cast.get(name)?.language ?? "en");
    for (const { what, text: part } of unspoken)
      onNote({ what: "left_out", message: `${what}: ${part.slice(0, 80)}`, turn });
    if (spoken === "") onNote({ what: "nothing_said", message: "nothing in this turn is said aloud", turn });
    else heard.push({ turn, speaker: name, text, spoken });
  }
  return heard;
}

function say(
  turn: HeardTurn,
  text: string,
  { cast, timing, saying, onNote }: Layout,
  random: Random,
): Promise<SaidTurn> {
  const voice = cast.get(turn.speaker) as CastVoice;
  const told = (note: Omit<AudioNote, "turn">): void => onNote({ ...note, turn: turn.turn });
  return sayTurn(text, voice, { ...saying, pause: timing.pause, onNote: told }, random);
}

/** Overlaps take at most half of either turn, so that both can be told apart. */
function startAfter(before: TimeSpan, seconds: number, transition: Transition | undefined): number {
  const { kind = "gap", seconds: offset = 0 } = transition ?? {};
  if (kind === "gap" || kind === "same") return before.end + offset;
  return before.end - Math.min(offset, (before.end - before.start) / 2, seconds / 2);
}

function earliestAfter(span: TimeSpan, next: Transition | undefined): number {
  return next === undefined ? Number.POSITIVE_INFINITY : startAfter(span, Number.POSITIVE_INFINITY, next);
}

/** What is left of a turn that another cuts off: up to the end of a word before the last, faded out within 50 ms. */
function cutOff(
  said: SaidTurn,
  random: Random,
): { clip: AudioClip; words: readonly WordTime[]; cut: boolean } {
  const { clip, words } = said;
  const seconds = clip.samples.length / clip.sampleRate;
  const [least, most] = cutBetween;
  const wanted = seconds * (least + (most - least) * random.next());
  const last = Math.min(
    Math.max(
      0,
      words.findLastIndex(({ end }) => end <= wanted),
    ),
    words.length - 2,
  );
  if (last < 0 || words[last]?.end === 0) return { clip, words, cut: false };
  const length = Math.round((words[last]?.end ?? seconds) * clip.sampleRate);
  const samples = clip.samples.slice(0, length);
  const fade = Math.min(length, Math.round(0.05 * clip.sampleRate));
  for (let index = 0; index < fade; index++)
    samples[length - 1 - index] = ((samples[length - 1 - index] as number) * index) / fade;
  return { clip: { ...clip, samples }, words: words.slice(0, last + 1), cut: true };
}

function segmentOf(
  turn: HeardTurn,
  { clip, words, wordTimes }: SaidTurn,
  start: number,
  cut: boolean,
): Segment {
  const shift = ({ start: from, end: to }: TimeSpan): TimeSpan => ({ start: start + from, end: start + to });
  const last = words.at(-1);
  return {
    kind: "turn",
    turn: turn.turn,
    speaker: turn.speaker,
    text: turn.text,
    spoken: cut && last !== undefined ? turn.spoken.slice(0, last.at + last.length) : turn.spoken,
    ...shift({ start: 0, end: clip.samples.length / clip.sampleRate }),
    words: words.map((word) => ({ text: turn.spoken.slice(word.at, word.at + word.length), ...shift(word) })),
    wordTimes,
    active: activeSpans(clip).map(shift),
    cut,
  };
}

/** Who listens to a turn: whoever speaks next, or spoke before. */
function listenerOf(speakers: readonly string[], index: number): string | undefined {
  const others = (names: readonly string[]): string | undefined =>
    names.find((name) => name !== speakers[index]);
  return others(speakers.slice(index + 1)) ?? others(speakers.slice(0, index).toReversed());
}

/** What a listener says over a turn: at the ends of its words, phrases first, and silent again before the next turn. */
async function backchannels(
  over: Segment,
  listener: string,
  { horizon, from, count }: { readonly horizon: number; readonly from: number; readonly count: number },
  layout: Layout,
): Promise<Omit<PlacedSegment, "horizon">[]> {
  const { cast, random } = layout;
  const draw = random.fork("backchannels", over.turn);
  const moments = momentsIn(over, draw);
  const placed: Omit<PlacedSegment, "horizon">[] = [];
  const until = Math.min(over.end, horizon) - breath;
  const isFree = (moment: number, seconds: number): boolean =>
    moment >= from + breath &&
    moment + seconds <= until &&
    placed.every(
      ({ segment: { start, end } }) => moment >= end + breath || moment + seconds <= start - breath,
    );
  for (let index = 0; index < count; index++) {
    // Nothing is said, and paid for, that has no room for sure.
    if (!moments.some((moment) => isFree(moment, shortestBackchannel))) break;
    const word = draw.pick(backchannelWords(cast.get(listener)?.language ?? "en"));
    const turn = { turn: over.turn, speaker: listener, text: word, spoken: word };
    const said = await say(turn, word, layout, draw.fork("say", index));
    const seconds = said.clip.samples.length / said.clip.sampleRate;
    const moment = seconds === 0 ? undefined : moments.find((each) => isFree(each, seconds));
    if (moment === undefined) break;
    const clip = { ...said.clip, samples: amplified(said.clip.samples, amplitudeOf(softer)) };
    const segment: Segment = { ...segmentOf(turn, { ...said, clip }, moment, false), kind: "backchannel" };
    placed.push({ segment, clip });
  }
  return placed;
}

/** Where a listener may begin to say something over a turn: where a phrase ends, then where any word does, each by chance. */
function momentsIn({ words, start }: Segment, draw: Random): number[] {
  const inner = words.slice(0, -1);
  const phrases = inner.filter(
    ({ text, end }, index) =>
      end > start + 0.8 && (/[,;:.!?]$/.test(text) || (words[index + 1] as TimeSpan).start - end > 0.08),
  );
  const others = words.slice(3, -2).filter((word) => !phrases.includes(word));
  return [...draw.shuffle(phrases), ...draw.shuffle(others)].map(({ end }) => end);
}

/** How many back-channels are due, turn after turn: what found no place over one is made up for over those that follow. */
class BackchannelsDue {
  /** How many have been heard. */
  placed = 0;
  readonly #rate: number;
  readonly #part: number;
  #seconds = 0;

  /** @param rate a minute @param part of one that is due from the beginning */
  constructor(rate: number, part: number) {
    this.#rate = rate;
    this.#part = part;
  }

  /** How many were due until now. */
  get wanted(): number {
    return Math.floor((this.#rate * this.#seconds) / 60 + this.#part);
  }

  /** How many should be heard over the next turn: never more than twice what its length asks for, as nobody makes up for all at once. */
  over(seconds: number): number {
    this.#seconds += seconds;
    return Math.min(this.wanted - this.placed, Math.ceil((2 * this.#rate * seconds) / 60));
  }
}
