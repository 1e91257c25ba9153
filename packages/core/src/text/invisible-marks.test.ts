import { expect, it } from "vitest";
import { Dialog } from "../dialog/dialog.ts";
import { formatDialogText, parseDialogText } from "./dialog-text.ts";
import { behindHead, MarkCounter, marksIn, showsNothing, withoutMarks } from "./invisible-marks.ts";

it("takes out marks and leaves what is seen, or draws what is seen", () => {
  expect(withoutMarks("\u200E~\u00AD \u202AAnn\u202C\uFEFF")).toBe("~ Ann");
  expect(withoutMarks("👩‍🔬 می‌خواهم ❤️")).toBe("👩‍🔬 می‌خواهم ❤️");
  expect(marksIn("\u2066a\u200Bb\u2069")).toBe(3);
  expect([" \u200F", "", "\u200E.", "a"].map(showsNothing)).toEqual([true, true, false, false]);
});

it.each([
  ["Ann: hi", 5, "hi"],
  ["\u200EAnn: hi", 5, "hi"],
  ["A\u200En\u200En: \u200Ehi\u200E", 5, "\u200Ehi\u200E"],
  ["\u200Ehi", 0, "\u200Ehi"],
  ["hi\u200E", 2, "\u200E"],
])("in %j, what is behind %i signs is %j", (text, count, left) => {
  expect(behindHead(text, count)).toBe(left);
});

it("tells of how many names marks were left out", () => {
  const notes: string[] = [];
  const tell = (...texts: string[]): void => {
    const marks = new MarkCounter();
    for (const text of texts) marks.without(text);
    marks.tell((note) => notes.push(note), "cell");
  };
  tell("Ann", "Bo");
  tell("Ann\u200E\u200E", "Bo");
  tell("Ann\u200E", "\u200FBo");
  expect(notes).toEqual(["invisible marks in 1 cell: left out", "invisible marks in 2 cells: left out"]);
});

it.each([
  ["[{time}] {speaker}: {text}", "¤[¤10:15¤]¤ ¤Ann¤:¤ §Hi§"],
  ["{speaker}: {text}", "¤Ann¤:¤ §Hi§"],
  ["<{text}> {speaker} -", "¤<§Hi§>¤ ¤Ann¤ ¤-¤"],
  ["{text}", "§Hi§"],
  ["{text} ({speaker})", "§Hi§ (¤Ann¤)¤"],
])("a line of %j may hold marks anywhere, and they stay in the text", (template, line) => {
  const read = (text: string) => [...parseDialogText(text, { template })];
  const [plain] = read(line.replaceAll(/[¤§]/g, ""));
  for (const mark of ["\u200E", "\u202B", "\u200B\u2066"]) {
    const said = `${mark}Hi${mark}`;
    expect(read(line.replaceAll(/[¤§]/g, mark))).toEqual([{ ...plain, text: said }]);
  }
});

it("writes a speaker's marks so that they are read back", () => {
  const turns = [{ speaker: "\u200EA\u202Bnn\uFEFF", text: "\u200Ehi" }];
  const text = formatDialogText(new Dialog({ turns }));
  expect(text).toBe("\\\u200EA\\\u202Bnn\\\uFEFF: \u200Ehi\n");
  expect([...parseDialogText(text)]).toEqual(turns);
});
