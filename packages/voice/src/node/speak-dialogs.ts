import { availableParallelism } from "node:os";
import { resolve } from "node:path";
import { type Dialog, type DialogSource, InvalidArgumentError, lookUp, SDialogError } from "@sdialog/core";
import { checkOptions, dialogsFrom, type OptionNames, checkCount } from "@sdialog/core/internal";
import { loadDialogs, makeFolder } from "@sdialog/core/fs";
import { babbleOf, usualTalkers } from "../render/babble.ts";
import { type SpeakOptions, speakOptionNames } from "../render/speak-options.ts";
import { checkSpeakers, everybodyIn, unknownSpeakers } from "../voices/unknown-speakers.ts";
import { resolveSpeechModel } from "../speech/registry.ts";
import { bothCounts, nothingCounted, type TimingCounts } from "../timeline/timing-counts.ts";
import { FileNames } from "./file-names.ts";
import { removeLeftovers } from "./remove-leftovers.ts";
import { localSpeaker, type Speaker, threadedSpeaker } from "./speaker.ts";
import type { SpokenFile } from "./speak-to-files.ts";
import type { RecordingFormat } from "./write-recording.ts";

/** How dialogues are spoken to a folder. */
export interface SpeakDialogsOptions extends SpeakOptions {
  /** The folder; it is made. */
  readonly out: string;
  /** How recordings are kept: `wav`, or packed without loss as `flac`, which needs `libflacjs`. Default: `wav`. */
  readonly format?: RecordingFormat | undefined;
  /** Dialogues at a time, each in a thread of its own. Default: as many as there are processors, at most 4. */
  readonly workers?: number | undefined;
  /** Called when a dialogue is done: spoken, found already spoken, or failed. */
  readonly onDialog?: ((outcome: SpokenOutcome) => void) | undefined;
}

const speakDialogsOptionNames: OptionNames<SpeakDialogsOptions> = {
  out: true,
  format: true,
  workers: true,
  onDialog: true,
  ...speakOptionNames,
};

/** What became of a dialogue. */
export type SpokenOutcome =
  | { readonly status: "spoken" | "found"; readonly id: string | number; readonly file: SpokenFile }
  | { readonly status: "failed"; readonly id: string | number; readonly error: SDialogError };

/** What became of all dialogues. */
export interface SpeakSummary {
  /** How many have a recording now. */
  readonly dialogs: number;
  /** How many of these had it before. */
  readonly found: number;
  /** Length of all recordings. */
  readonly seconds: number;
  /** `engine:model` of who spoke. */
  readonly engine: string;
  /** What did not go as asked, by kind. */
  readonly notes: Readonly<Record<string, number>>;
  /** How many overlaps, interruptions and back-channels the timing asked for in all of them, and how many are heard. */
  readonly counts: TimingCounts;
  /** Dialogues without a recording, and why. */
  readonly failed: readonly {
    readonly id: string | number;
    readonly code: string;
    readonly message: string;
  }[];
}

/**
 * Speaks dialogues to `ID.wav`, `ID.rttm` (who speaks when), `ID.vtt` (subtitles) and `ID.json` (voices, times of turns and
 * words, seeds) in a folder. A dialogue that cannot be spoken is told of, and the others are spoken; called again, it speaks
 * what is missing or has changed.
 *
 * @throws MissingPackageError when the engine's package is not installed; FileError when the folder cannot be written
 */
export async function speakDialogs(
  dialogs: DialogSource,
  options: SpeakDialogsOptions,
): Promise<SpeakSummary> {
  const {
    out,
    workers,
    onDialog,
    engine = "espeak",
    engineOptions,
    ...rest
  } = checkOptions("speakDialogs", options, speakDialogsOptionNames);
  if (typeof out !== "string" || out === "")
    throw new InvalidArgumentError("speakDialogs needs a folder to write to: out");
  if (rest.format !== undefined && rest.format !== "wav" && rest.format !== "flac")
    throw new InvalidArgumentError(`Recordings are kept as wav or flac, not as "${String(rest.format)}"`);
  const most = workers ?? Math.min(4, availableParallelism());
  checkCount("workers", most, 1);
  const folder = resolve(out);
  const model = await resolveSpeechModel(engine, engineOptions);
  await makeFolder(folder);
  await removeLeftovers(folder, Date.now());
  const names = new FileNames();
  const notes: Record<string, number> = {};
  const failed: { id: string | number; code: string; message: string }[] = [];
  let [spoken, found, seconds] = [0, 0, 0];
  let counts = nothingCounted;

  function note(outcome: SpokenOutcome): void {
    if (outcome.status === "failed") {
      const { id, error } = outcome;
      failed.push({ id, code: error.code, message: error.message });
    } else {
      spoken++;
      if (outcome.status === "found") found++;
      seconds += outcome.file.seconds;
      counts = bothCounts(counts, outcome.file.counts);
      for (const { what } of outcome.file.notes) notes[what] = (notes[what] ?? 0) + 1;
    }
    onDialog?.(outcome);
  }

  const iterator = dialogsFrom(dialogs, loadDialogs)[Symbol.asyncIterator]();
  const { noise } = rest;
  const babbles = noise?.source === "babble";
  const ahead = babbles ? (noise.talkers ?? usualTalkers) + 1 : 2;
  const first: Dialog[] = [];
  while (first.length < ahead) {
    const item = await iterator.next();
    if (item.done === true) break;
    first.push(item.value);
  }
  const { signal, language, seed, voices } = rest;
  // Who is in few dialogues can be told before they are spoken, and who is in none of many afterwards.
  if (first.length < ahead) checkSpeakers(voices, first);
  const known = new Set<string>();
  const how = babbles
    ? {
        ...rest,
        noise: { ...noise, source: await babbleOf(first, { engine: model, language, seed, signal }) },
      }
    : rest;
  // A thread takes a second to start and knows this package's engines only.
  const threads = most > 1 && first.length > 1 && typeof engine === "string" && isOurs(engine);
  const { signal: _signal, ...sent } = how;
  const speaker: Speaker = threads
    ? await threadedSpeaker({ engine, engineOptions, folder, options: sent }, most)
    : localSpeaker(model, folder, how);
  const pending = new Set<Promise<void>>();
  const start = (dialog: Dialog): void => {
    const task = speakOne(dialog, names.nameOf(dialog.id), speaker, signal).then(note);
    pending.add(task);
    task.then(
      () => pending.delete(task),
      () => undefined,
    );
  };
  try {
    for await (const dialog of followedBy(first, iterator)) {
      signal?.throwIfAborted();
      for (const name of everybodyIn(dialog)) known.add(name);
      start(dialog);
      if (pending.size >= (threads ? most : 1)) await Promise.race(pending);
    }
    await Promise.all(pending);
  } finally {
    await Promise.allSettled(pending);
    await speaker.close();
  }
  signal?.throwIfAborted();
  const unused = unknownSpeakers(voices, known).length;
  if (unused > 0) notes["voice_unused"] = unused;
  return {
    dialogs: spoken,
    found,
    seconds: Math.round(seconds * 1000) / 1000,
    engine: model.id,
    notes,
    counts,
    failed,
  };
}

/** Errors of our own are one dialogue's; a full disk, a defect or being cancelled ends everything. */
async function speakOne(
  dialog: Dialog,
  name: string,
  speaker: Speaker,
  signal: AbortSignal | undefined,
): Promise<SpokenOutcome> {
  try {
    const { file, before } = await speaker.speak(dialog, name, signal);
    return { status: before ? "found" : "spoken", id: dialog.id, file };
  } catch (error) {
    signal?.throwIfAborted();
    if (!SDialogError.isInstance(error) || !/^(?:speech_|data_format)/.test(error.code)) throw error;
    return { status: "failed", id: dialog.id, error };
  }
}

function isOurs(engine: string): boolean {
  return lookUp("speech", engine.split(":")[0] ?? "").from === "@sdialog/voice";
}

async function* followedBy(first: readonly Dialog[], rest: AsyncIterator<Dialog>): AsyncGenerator<Dialog> {
  yield* first;
  for (let item = await rest.next(); item.done !== true; item = await rest.next()) yield item.value;
}
