import { join } from "node:path";
import type { SpeakSummary } from "@sdialog/voice/node";
import { nothingCounted } from "@sdialog/voice/recipe";
import * as z from "zod";
import { listOf, mostSmallBytes, readSmallFile, type SmallFile } from "./small-file.ts";

/** Where recordings go in a run's folder. */
export const voiceFolder = "audio";
/** What became of them, in a run's folder. */
export const voiceFile = "voice.json";

/** What became of the recordings of a run whose dialogues are spoken. */
export type RunVoice = SpeakSummary;

const number = z.number().min(0);
const count = z.object({ wanted: number, placed: number });
/** What a run keeps of it. */
export const voiceReport: SmallFile<RunVoice> = {
  otherwise: "does not say what became of the recordings",
  schema: z.object({
    dialogs: number,
    found: number,
    seconds: number,
    engine: z.string(),
    notes: z.record(z.string(), number),
    // A file from before they were counted has none.
    counts: z.object({ overlaps: count, interruptions: count, backchannels: count }).default(nothingCounted),
    failed: listOf(
      z.object({ id: z.union([z.string(), z.number()]), code: z.string(), message: z.string() }),
    ),
  }),
};

/**
 * What is kept of it. Where more dialogues failed than the file may name, it names the first of them, and a note counts
 * the others.
 */
export function formatRunVoice(voice: RunVoice): string {
  // Half of it, so that indents and the rest have room.
  let room = mostSmallBytes / 2;
  const fits = ({ length }: Uint8Array): boolean => (room -= length) >= 0;
  const end = voice.failed.findIndex((one) => !fits(Buffer.from(JSON.stringify(one))));
  const failed = end < 0 ? voice.failed : voice.failed.slice(0, end);
  const others = voice.failed.length - failed.length;
  const notes = others === 0 ? voice.notes : { ...voice.notes, failed_not_listed: others };
  return `${JSON.stringify({ ...voice, notes, failed })}\n`;
}

/**
 * What became of a run's recordings when it was last carried out; nothing where nothing was spoken, or where what was
 * written of it is damaged: it is written again when the run goes on.
 */
export async function readRunVoice(folder: string): Promise<RunVoice | undefined> {
  const content = await readSmallFile(join(folder, voiceFile), voiceReport);
  return content !== undefined && "value" in content ? content.value : undefined;
}
