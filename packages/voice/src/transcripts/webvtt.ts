import { onOneLine } from "@sdialog/core/internal";
import type { Segment } from "../timeline/segment.ts";

/** Subtitles of a recording as WebVTT: a cue for each turn and back-channel, with its speaker as the voice. */
export function formatWebVtt(segments: readonly Segment[]): string {
  const cues = segments
    .filter(({ start, end }) => end > start)
    .toSorted((a, b) => a.start - b.start)
    .map(({ speaker, text, start, end }) => {
      const words = escaped(onOneLine(text));
      const voiced = speaker === "" ? words : `<v ${escaped(onOneLine(speaker))}>${words}</v>`;
      return `${moment(start)} --> ${moment(Math.max(end, start + 0.001))}\n${voiced}\n`;
    });
  return ["WEBVTT\n", ...cues].join("\n");
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

/** `00:00:00.000`. */
function moment(seconds: number): string {
  const milliseconds = Math.round(seconds * 1000);
  const parts = [
    Math.floor(milliseconds / 3_600_000),
    Math.floor(milliseconds / 60_000) % 60,
    Math.floor(milliseconds / 1000) % 60,
  ];
  return `${parts.map((part) => String(part).padStart(2, "0")).join(":")}.${String(milliseconds % 1000).padStart(3, "0")}`;
}
