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
 * order, so that long texts get long stretches.
 *
 * @throws SDialogError `recording_mismatch` when somebody in the dialogue never speaks in the recording, or less often than in it
 */
export function joinRecording(dialog: Dialog, { audio, spans }: DialogRecording): Dialog {
  const times = new Map<number, { start: number; end: number }>();
  const names = columnNames(dialog.turns.map((turn) => turn.speaker ?? ""));
  // Those without a name are one person.
  const speakers = new Map([...names].map(([speaker, name]) => [name, speaker]));
  for (const [name, speaker] of speakers) {
    const turns = [...dialog.turns.entries()].filter(
      ([, turn]) => names.get(turn.speaker ?? "") === name && turn.text.trim() !== "",
    );
    const own = spans.filter((span) => span.speaker === name);
    if (own.length < turns.length)
      throw new SDialogError(
        `"${speaker}" has ${turns.length} turns, and speaks ${own.length} times in the recording`,
        {
          code: "recording_mismatch",
          hint: "Check that both are of the same dialogue, and that names agree.",
        },
      );
    const parts = divided(
      own,
      turns.map(([, { text }]) => text.length),
    );
    for (const [index, [turn]] of turns.entries()) {
      const stretch = own.slice(parts[index], parts[index + 1]);
      times.set(turn, { start: stretch[0]?.start ?? 0, end: stretch.at(-1)?.end ?? 0 });
    }
  }
  return dialog.clone({
    audio,
    turns: dialog.turns.map((turn, index) => ({ ...turn, ...times.get(index) })),
  });
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
