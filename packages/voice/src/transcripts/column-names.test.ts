import { describe, expect, it } from "vitest";
import { Dialog } from "@sdialog/core";
import type { Segment } from "../timeline/segment.ts";
import { columnNames } from "./column-names.ts";
import { joinRecording } from "./join-recording.ts";
import { kaldiData } from "./kaldi.ts";
import { readRttm } from "./read-rttm.ts";
import { formatRttm } from "./rttm.ts";
import { formatWebVtt } from "./webvtt.ts";

/** Names that tools trip over, and what stands in a column for them. */
const awkward: Readonly<Record<string, string>> = {
  "Ann Lee": "Ann_Lee_3",
  Ann_Lee: "Ann_Lee",
  " Ann\tLee ": "Ann_Lee_2",
  "Ann\u00A0\u2028\u0085Lee": "Ann_Lee_4",
  "Dr. Who": "Dr._Who",
  "<NA>": "NA",
  "": "unknown_2",
  " ": "unknown_2",
  unknown: "unknown",
  "a&b<c>": "a&b<c>",
  "A!": "A!",
  A: "A",
  "A-0": "A-0",
  "😀": "😀",
  Ａ: "Ａ",
  "nul\u0000": "nul_",
};
const speakers = Object.keys(awkward);
const segments = speakers.map((speaker, turn): Segment => {
  const span = { start: turn, end: turn + 0.5 };
  return {
    kind: "turn",
    turn,
    speaker,
    text: "1 --> 2 &\n\nNOTE <b>",
    spoken: "one",
    words: [],
    wordTimes: "engine",
    active: [span],
    cut: false,
    ...span,
  };
});
const recording = (name: string) => ({
  id: name,
  name,
  audio: `${name.replace(" ", "__")}.wav`,
  seconds: 99,
  sampleRate: 16_000,
  channels: ["mix"],
  voices: {},
  segments,
});

describe("columnNames", () => {
  it("are one word each, and as many as there are names", () => {
    expect(Object.fromEntries(columnNames(speakers))).toEqual(awkward);
    expect(columnNames(speakers.toReversed())).toEqual(columnNames(speakers));
  });

  it("keep people apart in RTTM, which is joined again to those it is of", () => {
    const lines = formatRttm(segments, "a b").trimEnd().split("\n");
    expect(lines.every((line) => line.split(" ").length === 10 && line.startsWith("SPEAKER a_b 1 "))).toBe(
      true,
    );
    const spans = readRttm(lines.join("\n"));
    expect(spans.map(({ speaker }) => speaker)).toEqual(Object.values(awkward));
    const dialog = new Dialog({ turns: segments.map(({ speaker, text }) => ({ speaker, text })) });
    expect(joinRecording(dialog, { audio: "a.wav", spans }).turns.map((turn) => turn["start"])).toEqual(
      segments.map(({ start }) => start),
    );
  });

  it("keep them apart in Kaldi's files, whose utterances are in the order of their speakers, by bytes", () => {
    const data = kaldiData(["rec", "rec-A", "rec A", "rec_A"].map(recording));
    const pairs = data.utt2spk
      .trimEnd()
      .split("\n")
      .map((line) => line.split(" "));
    // Who has no name is one person, however the blanks are written.
    expect(new Set(pairs.map(([, speaker]) => speaker)).size).toBe(4 * (speakers.length - 1));
    const bytes = (column: 0 | 1) => pairs.map((pair) => Buffer.from(pair[column] ?? "").toString("hex"));
    for (const column of [0, 1] as const) expect(bytes(column)).toEqual(bytes(column).toSorted());
    for (const pair of pairs)
      expect(pair).toEqual([expect.stringMatching(/^\S+-\d{5}$/), expect.stringMatching(/^\S+$/)]);
    expect(data["wav.scp"]).toBe("rec rec.wav\nrec-A rec-A.wav\nrec_A rec_A.wav\nrec_A_2 rec__A.wav\n");
  });

  it("are not needed in subtitles, where a name is as it is", () => {
    const cues = formatWebVtt(segments).split("\n\n").slice(1);
    expect(cues).toHaveLength(speakers.length);
    expect(cues.find((cue) => cue.includes("Who"))).toBe(
      "00:00:04.000 --> 00:00:04.500\n<v Dr. Who>1 --&gt; 2 &amp; NOTE &lt;b&gt;</v>",
    );
    expect(cues[13]).toContain("<v 😀>");
  });
});
