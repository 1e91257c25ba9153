import type { Segment } from "../timeline/segment.ts";
import { columnNames } from "./column-names.ts";

/**
 * Who speaks when, as NIST's Rich Transcription Time Marked lines: a line for each span in which a speaker is heard. Blanks in
 * names become underscores, since blanks divide the columns; speakers remain as many as they are.
 *
 * @param file what the recording is called, without its extension
 */
export function formatRttm(segments: readonly Segment[], file: string): string {
  const names = columnNames(segments.map(({ speaker }) => speaker));
  const recording = columnNames([file]).get(file);
  return segments
    .flatMap(({ speaker, active }) => active.map(({ start, end }) => ({ speaker, start, end })))
    .toSorted((a, b) => a.start - b.start)
    .map(
      ({ speaker, start, end }) =>
        `SPEAKER ${recording} 1 ${start.toFixed(3)} ${(end - start).toFixed(3)} <NA> <NA> ${names.get(speaker)} <NA> <NA>\n`,
    )
    .join("");
}
