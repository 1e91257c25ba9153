import { join } from "node:path";
import { readText } from "@sdialog/core/fs";

/** Where recordings go in a run's folder. */
export const voiceFolder = "audio";
/** What became of them, in a run's folder. */
export const voiceFile = "voice.json";

/** What became of the recordings of a run whose dialogues are spoken. */
export interface RunVoice {
  /** How many dialogues have a recording. */
  readonly dialogs: number;
  /** How many of these had it before. */
  readonly found: number;
  /** Length of all recordings. */
  readonly seconds: number;
  /** `engine:model` of who spoke. */
  readonly engine: string;
  /** What did not go as asked, by kind. */
  readonly notes: Readonly<Record<string, number>>;
  /** Dialogues without a recording, and why. */
  readonly failed: readonly {
    readonly id: string | number;
    readonly code: string;
    readonly message: string;
  }[];
}

/** What became of a run's recordings when it was last carried out; nothing where nothing was spoken. */
export async function readRunVoice(folder: string): Promise<RunVoice | undefined> {
  try {
    const voice = JSON.parse(await readText(join(folder, voiceFile))) as Partial<RunVoice>;
    return typeof voice.dialogs === "number" && Array.isArray(voice.failed) ? (voice as RunVoice) : undefined;
  } catch {
    // Not there, or not whole: it is written again when the run goes on.
    return undefined;
  }
}
