import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { Dialog } from "@sdialog/core";
import { describe, expect, it } from "vitest";
import { metricByName } from "../metrics.ts";
import { pythonScore, pythonScoreNames, pythonSyllableScoreNames } from "../scores/python-scores.ts";

interface PythonDialog {
  readonly id: number;
  /** Of `str(dialog)`. */
  readonly sha256: string;
  /** One digit per word, of the package `syllables`. */
  readonly syllables: string;
  readonly scores: Readonly<Record<string, number | number[]>>;
}

// What `python_sdialog.py` printed.
const python = JSON.parse(
  readFileSync(new URL("python-sdialog.json", import.meta.url), "utf8"),
) as readonly PythonDialog[];
const star = process.env["SDIALOG_STAR_PATH"] || undefined;
if (star === undefined)
  console.info("Python's scores of 50 STAR dialogues are not compared: SDIALOG_STAR_PATH names no folder.");

interface StarEvent {
  readonly Agent: string;
  readonly Action: string;
  readonly Text: string;
}

function starDialog(id: number): Dialog {
  const { Events } = JSON.parse(readFileSync(`${star}/dialogues/${id}.json`, "utf8")) as {
    readonly Events: readonly StarEvent[];
  };
  return new Dialog({
    id,
    turns: Events.filter(({ Action }) => Action === "utter" || Action === "pick_suggestion").map(
      ({ Agent, Text }) => ({
        speaker: Agent === "Wizard" ? "System" : Agent,
        text: Text,
      }),
    ),
  });
}

describe.skipIf(star === undefined)("Python SDialog 0.5.3 on 50 dialogues of STAR", () => {
  it("reads the same text", () => {
    for (const { id, sha256 } of python) {
      const text = starDialog(id)
        .turns.map((turn) => `${turn.speaker}: ${turn.text.replaceAll("\n", " ")}`)
        .join("\n");
      expect([id, createHash("sha256").update(text).digest("hex")]).toEqual([id, sha256]);
    }
  });

  it.each(pythonScoreNames)("%s is the same, digit by digit", (name) => {
    for (const { id, syllables, scores } of python) {
      let next = 0;
      const counted = pythonScore(name, { syllables: () => Number(syllables[next++]) });
      expect([id, counted.score(starDialog(id))]).toEqual([id, scores[name]]);
    }
    expect(python).toHaveLength(50);
  });
});

describe("compat: python", () => {
  it("is had by name, and refused where Python has no such metric", () => {
    const dialog = new Dialog({
      turns: [
        { speaker: "Um", text: "Yeah" },
        { speaker: "Ann", text: "Like this?" },
      ],
    });
    const of = (name: string) => metricByName(name, { compat: "python" }).score(dialog);
    // Names are part of the text there, so that this is a hesitation, and no turn is a mere back-channel.
    expect(["hesitation-rate", "back-channel-rate", "filler-word-density"].map(of)).toEqual([
      expect.closeTo(100 / 3, 10),
      0,
      expect.closeTo(100 / 3, 10),
    ]);
    expect(metricByName("turn-length", { compat: "python" }).score(dialog)).toEqual([1, 2]);
    expect(
      pythonScoreNames.map((name) => metricByName(name, { compat: "python" }).score(new Dialog())),
    ).toEqual(pythonScoreNames.map((name) => (name === "turn-length" ? [] : 0)));
    expect(() => metricByName("mtld", { compat: "python" })).toThrow("has no mtld");
    expect(() => metricByName("mtld", { compat: "java" as "python" })).toThrow('"java"');
  });

  it("knows which of them hang on the counts of syllables", () => {
    const text = new Dialog({ turns: [{ text: "Something wonderful happened. Really?" }] });
    const counted = pythonScoreNames.filter((name) => {
      const of = (count: number) => pythonScore(name, { syllables: () => count }).score(text);
      return JSON.stringify(of(1)) !== JSON.stringify(of(3));
    });
    expect(counted).toEqual(pythonSyllableScoreNames);
  });
});

it.each([
  // Half of the points of a sentence, or of two less, whichever side of 20 they are on.
  ["linsear-write", ["one two three. four five six."], 25],
  ["linsear-write", ["a b. a b. a b. a b. a b."], 9],
  ["question-rate", ["Where?", "Here.", "When? Now?", "So."], 50],
])("%s of %j is %d", async (name, texts, value) => {
  const dialog = new Dialog({ turns: texts.map((text) => ({ speaker: "A", text })) });
  expect(await pythonScore(name).score(dialog)).toBeCloseTo(value, 9);
});
