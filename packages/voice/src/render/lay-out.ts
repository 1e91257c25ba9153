import type { Dialog, Random } from "@sdialog/core";
import type { AudioClip } from "../audio/audio-clip.ts";
import { amplified, amplitudeOf } from "../audio/levels.ts";
import { activeSpans, type TimeSpan } from "../audio/voice-activity.ts";
import type { WordTime } from "../speech/speech-model.ts";
import { speakableText } from "../text/speakable-text.ts";
import { backchannelWords } from "../timeline/backchannel-words.ts";
import { planTransitions, type Transition } from "../timeline/plan-transitions.ts";
import type { AudioNote, Segment } from "../timeline/segment.ts";
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

/** The turns of a dialogue one after the other as they are heard, with the back-channels over each of them. @throws SpeechError */
export async function* layOut(dialog: Dialog, layout: Layout): AsyncGenerator<PlacedSegment> {
  const { timing, random, cast } = layout;
  const heard = await heardTurns(dialog, layout);
  const speakers = heard.map(({ speaker }) => speaker);
  const transitions = planTransitions(speakers, timing, random.fork("transitions"));
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
    const horizon = earliestAfter({ start, end }, next);
    lastEnds.set(turn.speaker, end);
    const segment = segmentOf(turn, { clip, words, wordTimes: said.wordTimes }, start, cut);
    const listener = listenerOf(speakers, index);
    if (listener !== undefined && cast.has(listener))
      for (const placed of await backchannels(
        segment,
        listener,
        { horizon, from: lastEnds.get(listener) ?? 0 },
        layout,
      )) {
        lastEnds.set(listener, placed.segment.end);
        yield { ...placed, horizon: start };
      }
    yield { segment, clip, horizon };
    before = { start, end };
  }
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

/** What is left of a turn that another cuts off: up to the end of a word, faded out within 50 ms. */
function cutOff(
  said: SaidTurn,
  random: Random,
): { clip: AudioClip; words: readonly WordTime[]; cut: boolean } {
  const { clip, words } = said;
  const seconds = clip.samples.length / clip.sampleRate;
  const [least, most] = cutBetween;
  const wanted = seconds * (least + (most - least) * random.next());
  const last = words.findLastIndex(({ end }) => end <= wanted);
  if (last === -1 || last === words.length - 1) return { clip, words, cut: false };
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
  { horizon, from }: { readonly horizon: number; readonly from: number },
  layout: Layout,
): Promise<Omit<PlacedSegment, "horizon">[]> {
  const { timing, cast, random } = layout;
  const draw = random.fork("backchannels", over.turn);
  const expected = (timing.backchannels * (over.end - over.start)) / 60;
  const count = Math.floor(expected) + (draw.chance(expected % 1) ? 1 : 0);
  const phrases = over.words.filter(({ text, end }, index) => {
    const next = over.words[index + 1];
    return (
      next !== undefined && end > over.start + 0.8 && (/[,;:.!?]$/.test(text) || next.start - end > 0.08)
    );
  });
  const moments = draw.sample(phrases.length >= count ? phrases : over.words.slice(3, -2), count);
  const placed: Omit<PlacedSegment, "horizon">[] = [];
  let free = from;
  for (const [index, { end: moment }] of moments.toSorted((a, b) => a.end - b.end).entries()) {
    const word = draw.pick(backchannelWords(cast.get(listener)?.language ?? "en"));
    const turn = { turn: over.turn, speaker: listener, text: word, spoken: word };
    const said = await say(turn, word, layout, draw.fork("say", index));
    const seconds = said.clip.samples.length / said.clip.sampleRate;
    if (seconds === 0 || moment < free + breath || moment + seconds > Math.min(over.end, horizon) - breath)
      continue;
    const clip = { ...said.clip, samples: amplified(said.clip.samples, amplitudeOf(softer)) };
    const segment: Segment = { ...segmentOf(turn, { ...said, clip }, moment, false), kind: "backchannel" };
    placed.push({ segment, clip });
    free = segment.end;
  }
  return placed;
}
