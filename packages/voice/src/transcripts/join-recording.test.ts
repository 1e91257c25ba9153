import { Dialog } from "@sdialog/core";
import { describe, expect, it } from "vitest";
import { speakDialog } from "../render/speak-dialog.ts";
import { toneSpeech } from "../testing/index.ts";
import { joinRecording } from "./join-recording.ts";
import { readRttm } from "./read-rttm.ts";
import { formatRttm } from "./rttm.ts";

const dialog = new Dialog({
  turns: [
    { speaker: "Ann Lee", text: "Hello. I have been waiting for you since the morning. Where were you?" },
    { speaker: "Bob", text: "Sorry." },
    { speaker: "Ann Lee", text: "Well." },
    { speaker: "Bob", text: "The train was late. It always is, as you know." },
    { speaker: "Ann Lee", text: "Come in. Tea is ready." },
  ],
});

describe("joinRecording", () => {
  it("finds each turn where it was spoken, pauses and all", async () => {
    const { timings } = await speakDialog(dialog, {
      engine: toneSpeech(),
      timing: { pause: 0.8, overlap: 0.2 },
      seed: 5,
    });
    const joined = joinRecording(dialog, {
      audio: "talk.wav",
      spans: readRttm(formatRttm(timings.segments, "talk")),
    });
    expect(joined.extra["audio"]).toBe("talk.wav");
    for (const { turn, start, end } of timings.segments) {
      expect(joined.turns[turn]?.["start"]).toBeCloseTo(start, 2);
      expect(joined.turns[turn]?.["end"]).toBeCloseTo(end, 2);
    }
  });

  it("shares a stretch among turns that follow one another, by their letters, and tells so", () => {
    const turns = [
      { speaker: "A", text: "Hello there." },
      { speaker: "A", text: "How are you today, my friend, then?!" },
      { speaker: "B", text: "Fine." },
      { speaker: "A", text: "" },
      { speaker: "B", text: "You?" },
      { speaker: "A", text: "Good." },
      { speaker: "A", text: "And what is it that you have been doing for so long?" },
    ];
    const spans = [
      { speaker: "A", start: 0, end: 4 },
      { speaker: "B", start: 4, end: 4.9 },
      { speaker: "A", start: 5, end: 5.5 },
      { speaker: "A", start: 6, end: 10 },
    ];
    const joined = joinRecording(new Dialog({ turns }), { audio: "x.wav", spans });
    expect(joined.turns.map(({ start, end, estimated }) => [start, end, estimated])).toEqual([
      [0, 1, true],
      [1, 4, true],
      [4, 4.5, true],
      [undefined, undefined, undefined],
      [4.5, 4.9, true],
      [5, 5.5, undefined],
      [6, 10, undefined],
    ]);
    // Joined again with a recording that tells the turns apart, nothing is estimated any longer.
    const stretches = turns.flatMap(({ speaker, text }, index) =>
      text === "" ? [] : [{ speaker, start: index, end: index + 0.5 }],
    );
    const again = joinRecording(joined, { audio: "y.wav", spans: stretches });
    expect(again.turns.filter((turn) => "estimated" in turn)).toEqual([]);
    expect(again.turns[1]).toMatchObject({ start: 1, end: 1.5 });
    // Nobody can have spoken before and after another in one stretch.
    const swapped = spans.slice(0, 2);
    expect(() => joinRecording(new Dialog({ turns }), { audio: "x.wav", spans: swapped })).toThrow(
      expect.objectContaining({ code: "recording_mismatch" }) as Error,
    );
  });

  it("says when dialogue and recording do not belong together", () => {
    const spans = readRttm("SPEAKER x 1 0.5 1 <NA> <NA> Ann_Lee <NA> <NA>");
    expect(() => joinRecording(dialog, { audio: "x", spans })).toThrow(
      expect.objectContaining({ code: "recording_mismatch" }) as Error,
    );
  });
});

describe("readRttm", () => {
  it("reads speakers in order, passes over other lines, and says which line is wrong", () => {
    expect(
      readRttm(
        ";; comment\nSPKR-INFO x\nSPEAKER f 1 2 0.5 <NA> <NA> B <NA> <NA>\r\nSPEAKER f 1 0 1 <NA> <NA> A <NA> <NA>\n",
      ),
    ).toEqual([
      { speaker: "A", start: 0, end: 1 },
      { speaker: "B", start: 2, end: 2.5 },
    ]);
    expect(() => readRttm("\nSPEAKER f 1 x 1 <NA> <NA> A", "a.rttm")).toThrow(
      "a.rttm:2: a SPEAKER line needs",
    );
    for (const line of [
      "-1 1 <NA> <NA> A",
      "1 -1 <NA> <NA> A",
      "1 x <NA> <NA> A",
      "1 1 <NA> <NA> <NA>",
      "1 1",
    ])
      expect(() => readRttm(`SPEAKER f 1 ${line}`, "a.rttm")).toThrow("a.rttm:1: a SPEAKER line needs");
    expect(readRttm("SPEAKER f 1 0 0 <NA> <NA> A")).toEqual([{ speaker: "A", start: 0, end: 0 }]);
    expect(() => readRttm("")).toThrow("nobody speaks");
  });
});
