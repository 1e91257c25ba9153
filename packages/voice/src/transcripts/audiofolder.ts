import type { SpokenRecording } from "./spoken-recording.ts";

/** A recording as a row of a Hugging Face audiofolder's `metadata.jsonl`. */
export function audiofolderRow({ id, audio, seconds, segments }: SpokenRecording): object {
  const turns = segments.map(({ speaker, spoken, start, end, kind }) => ({
    speaker,
    text: spoken,
    start,
    end,
    kind,
  }));
  const transcription = turns
    .map(({ speaker, text }) => (speaker === "" ? text : `${speaker}: ${text}`))
    .join("\n");
  return { file_name: audio, id: String(id), seconds, transcription, turns };
}
