import { type Dialog, SDialogError } from "@sdialog/core";
import { columnNames } from "./column-names.ts";
import type { SpeakerSpan } from "./read-rttm.ts";

/** A recording of a dialogue, and who speaks when in it. */
export interface DialogRecording {
  /** Where the recording is: the name of a file. */
  readonly audio: string;
  readonly spans: readonly SpeakerSpan[];
}

/**
 * A dialogue with the recording it was transcribed from: its turns get `start` and `end` in seconds, and it gets `audio`. Names
 * are compared as RTTM writes them, blanks as underscores. What a speaker says in several stretches is divided among the turns in
 * order, so that long texts get long stretches. Where turns of one speaker without another's between them have fewer stretches than
 * turns, such turns share a stretch: each gets as much of it as its letters are, and `estimated: true` besides.
 *
 * @throws SDialogError `recording_mismatch` when somebody in the dialogue never speaks in the recording, or less often than in it,
 * turns right after one another counted as one
 */
export function joinRecording(dialog: Dialog, { audio, spans }: DialogRecording): Dialog {
  const times = new Map<number, TurnTime>();
  const spoken = [...dialog.turns.keys()].filter((index) => dialog.turns[index]?.text.trim() !== "");
  const names = columnNames(dialog.turns.map((turn) => turn.speaker ?? ""));
  // Those without a name are one person.
  const speakers = new Map([...names].map(([speaker, name]) => [name, speaker]));
  for (const [name, speaker] of speakers) {
    const turns = spoken.flatMap((index, place): OwnTurn[] => {
      const { speaker: who, text = "" } = dialog.turns[index] ?? {};
      if (names.get(who ?? "") !== name) return [];
      const last = dialog.turns[spoken[place - 1] ?? -1];
      const follows = last !== undefined && names.get(last.speaker ?? "") === name;
      return [{ index, letters: text.trim().length, follows }];
    });
    const own = spans.filter((span) => span.speaker === name);
    const found = own.length < turns.length ? shared(own, turns) : apart(own, turns);
    if (found === undefined)
      throw new SDialogError(
        `"${speaker}" has ${turns.length} turns, and speaks ${own.length} times in the recording`,
        {
          code: "recording_mismatch",
          hint: "Check that both are of the same dialogue, and that names agree.",
        },
      );
    for (const [turn, time] of found) times.set(turn, time);
  }
  return dialog.clone({
    audio,
    // What was estimated in an earlier recording may be known in this one.
    turns: dialog.turns.map((turn, index) => {
      const { estimated: _, ...told } = turn;
      return { ...told, ...times.get(index) };
    }),
  });
}

/** Where a turn is in its recording, and whether that is told by the length of its text only. */
interface TurnTime {
  readonly start: number;
  readonly end: number;
  readonly estimated?: true;
}

interface OwnTurn {
  readonly index: number;
  readonly letters: number;
  /** Whether the turn before it has the same speaker. */
  readonly follows: boolean;
}

/** Turns with one stretch or more each. */
function apart(spans: readonly SpeakerSpan[], turns: readonly OwnTurn[]): Map<number, TurnTime> {
  const parts = divided(
    spans,
    turns.map(({ letters }) => letters),
  );
  return new Map(
    turns.map(({ index }, place) => {
      const stretch = spans.slice(parts[place], parts[place + 1]);
      return [index, { start: stretch[0]?.start ?? 0, end: stretch.at(-1)?.end ?? 0 }];
    }),
  );
}

/**
 * Turns that share stretches, each stretch with turns that follow one another: those whose share of the letters is nearest to its share
 * of the time.
 *
 * @returns nothing where there are not enough stretches even so
 */
function shared(spans: readonly SpeakerSpan[], turns: readonly OwnTurn[]): Map<number, TurnTime> | undefined {
  const sounding = spans.reduce((sum, { start, end }) => sum + end - start, 0);
  const all = turns.reduce((sum, { letters }) => sum + letters, 0);
  // best[s][t]: the least squared error of the first t turns in the first s stretches, and which turn begins the last of these.
  const none = { cost: Number.POSITIVE_INFINITY, from: 0 };
  const best = [[{ cost: 0, from: 0 }, ...turns.map(() => none)]];
  for (const [place, { start, end }] of spans.entries()) {
    const row = [none, ...turns.map(() => none)];
    for (let until = 1; until <= turns.length; until++) {
      let letters = 0;
      for (let from = until - 1; from >= 0; from--) {
        letters += turns[from]?.letters ?? 0;
        const error = (end - start - (sounding * letters) / all) ** 2;
        const cost = (best[place]?.[from]?.cost ?? none.cost) + error;
        if (cost < (row[until] as typeof none).cost) row[until] = { cost, from };
        if (turns[from]?.follows !== true) break;
      }
    }
    best.push(row);
  }
  let until = turns.length;
  if (best[spans.length]?.[until]?.cost === none.cost) return undefined;
  const times = new Map<number, TurnTime>();
  for (let place = spans.length; place > 0; place--) {
    const from = best[place]?.[until]?.from ?? 0;
    const { start, end } = spans[place - 1] as SpeakerSpan;
    const together = turns.slice(from, until);
    const letters = together.reduce((sum, turn) => sum + turn.letters, 0);
    let before = 0;
    const timeOf = (count: number): number => start + ((end - start) * count) / letters;
    for (const turn of together) {
      const time = { start: timeOf(before), end: timeOf(before + turn.letters) };
      before += turn.letters;
      times.set(turn.index, together.length === 1 ? { start, end } : { ...time, estimated: true });
    }
    until = from;
  }
  return times;
}

/**
 * Where spans are divided so that each part lasts as nearly as possible as long as its share of the letters says.
 *
 * @returns where each part begins, and after the last the number of spans
 */
function divided(spans: readonly SpeakerSpan[], letters: readonly number[]): number[] {
  const sounding = spans.reduce((sum, { start, end }) => sum + end - start, 0);
  const all = letters.reduce((sum, count) => sum + count, 0);
  const before = [0];
  for (const { start, end } of spans) before.push((before.at(-1) as number) + end - start);
  // best[p][s]: the least squared error of the first p parts over the first s spans.
  const none = { cost: Number.POSITIVE_INFINITY, from: 0 };
  const best = [before.map((_, until) => (until === 0 ? { cost: 0, from: 0 } : none))];
  for (const [part, count] of letters.entries()) {
    const wanted = (sounding * count) / all;
    best.push(
      before.map((lasted, until) => {
        let least = none;
        for (let from = part; from < until; from++) {
          const error = (lasted - (before[from] as number) - wanted) ** 2;
          const cost = (best[part]?.[from]?.cost ?? none.cost) + error;
          if (cost < least.cost) least = { cost, from };
        }
        return least;
      }),
    );
  }
  const starts = [spans.length];
  for (let part = letters.length; part > 0; part--)
    starts.unshift(best[part]?.[starts[0] as number]?.from ?? 0);
  return starts;
}
