import { DataFormatError } from "@sdialog/core";
import type { TimeSpan } from "../audio/voice-activity.ts";

/** When somebody speaks in a recording. */
export interface SpeakerSpan extends TimeSpan {
  readonly speaker: string;
}

/**
 * Who speaks when, from the `SPEAKER` lines of an RTTM file, in order; other lines are passed over.
 *
 * @param source what to call it in an error
 * @throws DataFormatError for a line whose times are no times, or a text without any speaker
 */
export function readRttm(text: string, source = "RTTM"): SpeakerSpan[] {
  const spans: SpeakerSpan[] = [];
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    const columns = line.trim().split(/\s+/);
    if (columns[0] !== "SPEAKER") continue;
    const [start, length, speaker] = [Number(columns[3]), Number(columns[4]), columns[7]];
    if (!(start >= 0 && length >= 0) || speaker === undefined || speaker === "<NA>")
      throw new DataFormatError("a SPEAKER line needs a start, a length and a name", {
        source,
        line: index + 1,
      });
    spans.push({ speaker, start, end: start + length });
  }
  if (spans.length === 0)
    throw new DataFormatError("nobody speaks in it: there is no SPEAKER line", { source });
  return spans.toSorted((a, b) => a.start - b.start);
}
