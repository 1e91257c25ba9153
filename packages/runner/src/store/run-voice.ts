import { join } from "node:path";
import type { SpeakSummary } from "@sdialog/voice/node";
import * as z from "zod";
import { readSmallFile, type SmallFile } from "./small-file.ts";

/** Where recordings go in a run's folder. */
export const voiceFolder = "audio";
/** What became of them, in a run's folder. */
export const voiceFile = "voice.json";

/** What became of the recordings of a run whose dialogues are spoken. */
export type RunVoice = SpeakSummary;

/** What a run keeps of it: only what tells it from other files is looked at. */
export const voiceReport: SmallFile<RunVoice> = {
  otherwise: "does not say what became of the recordings",
  schema: z.custom<RunVoice>((value) => {
    const { dialogs, failed } = (value ?? {}) as Partial<RunVoice>;
    return typeof dialogs === "number" && Array.isArray(failed);
  }),
  mostBytes: 256 * 1024 * 1024,
};

/**
 * What became of a run's recordings when it was last carried out; nothing where nothing was spoken, or where what was
 * written of it is damaged: it is written again when the run goes on.
 */
export async function readRunVoice(folder: string): Promise<RunVoice | undefined> {
  const content = await readSmallFile(join(folder, voiceFile), voiceReport);
  return content !== undefined && "value" in content ? content.value : undefined;
}
