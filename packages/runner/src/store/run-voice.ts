import { join } from "node:path";
import { readText } from "@sdialog/core/fs";
import type { SpeakSummary } from "@sdialog/voice/node";

/** Where recordings go in a run's folder. */
export const voiceFolder = "audio";
/** What became of them, in a run's folder. */
export const voiceFile = "voice.json";

/** What became of the recordings of a run whose dialogues are spoken. */
export type RunVoice = SpeakSummary;

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
