import type { Segment } from "../timeline/segment.ts";

/**
 * Who speaks when, as NIST's Rich Transcription Time Marked lines: a line for each span in which a speaker is heard. Blanks in
 * names become underscores, since blanks divide the columns.
 *
 * @param file what the recording is called, without its extension
 */
export function formatRttm(segments: readonly Segment[], file: string): string {
  return segments
    .flatMap(({ speaker, active }) => active.map(({ start, end }) => ({ speaker, start, end })))
    .toSorted((a, b) => a.start - b.start)
    .map(
      ({ speaker, start, end }) =>
        `SPEAKER ${column(file)} 1 ${start.toFixed(3)} ${(end - start).toFixed(3)} <NA> <NA> ${column(speaker)} <NA> <NA>\n`,
    )
    .join("");
}

function column(text: string): string {
  return text.trim() === "" ? "unknown" : text.trim().replaceAll(/\s+/g, "_");
}
