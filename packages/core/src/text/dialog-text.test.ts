import { describe, expect, it } from "vitest";
import { Dialog } from "../dialog/dialog.ts";
import { formatDialogText, parseDialogText } from "./dialog-text.ts";

function turns(text: string, template?: string): unknown[] {
  return [...parseDialogText(text, { template })];
}

describe("parseDialogText", () => {
  it("reads one turn per line", () => {
    expect(turns("\uFEFFAnn: hi: there\r\n\r\n  Bob : ho\n")).toEqual([
      { speaker: "Ann", text: "hi: there" },
      { speaker: "Bob", text: "ho" },
    ]);
  });

  it("lets lines that do not fit, or are indented, continue the turn above", () => {
    expect(turns("A: one\ntwo\n\tNote: three\n\t\n\tfour\nB: x")).toEqual([
      { speaker: "A", text: "one\ntwo\nNote: three\n\nfour" },
      { speaker: "B", text: "x" },
    ]);
  });

  it("says which line does not fit", () => {
    expect(() => parseDialogText("\nno speaker here", { source: "a.txt" })).toThrow(
      'a.txt:2: this line does not fit "{speaker}: {text}": "no speaker here"',
    );
  });

  it("keeps the values of further placeholders", () => {
    expect(turns("[12:01] @Ann: hi", "[{time}] @{speaker}: {text}")).toEqual([
      { time: "12:01", speaker: "Ann", text: "hi" },
    ]);
  });

  it("takes literal text literally, to the end of the line", () => {
    expect(turns('A says "x" and "y"  ', '{speaker} says "{text}"')).toEqual([
      { speaker: "A", text: 'x" and "y' },
    ]);
    expect(() => turns('A says "x', '{speaker} says "{text}"')).toThrow("does not fit");
    expect(() => turns("A: xxb", "{speaker}: {text}.+b")).toThrow("does not fit");
    expect(turns("A: x.+b", "{speaker}: {text}.+b")).toEqual([{ speaker: "A", text: "x" }]);
    expect(() => turns("1 2 A: x", "{a}-{b} {speaker}: {text}")).toThrow("does not fit");
  });

  it("lets default speakers alternate when the template names none", () => {
    const read = parseDialogText("hi\nho\nhu", { template: "{text}", defaultSpeakers: ["A", "B"] });
    expect(read.turns.map((turn) => turn.speaker)).toEqual(["A", "B", "A"]);
    expect(turns("hi", "{text}")).toEqual([{ speaker: null, text: "hi" }]);
    expect(() => parseDialogText("A: x", { defaultSpeakers: ["A"] })).toThrow(
      "default speakers would never be used",
    );
  });

  it("reads an empty text as a dialogue without turns", () => {
    expect(parseDialogText("").turns).toEqual([]);
  });
});

describe("formatDialogText", () => {
  it("is one plain line per turn", () => {
    const dialog = new Dialog({
      turns: [
        { speaker: "Dr. Ann-Marie", text: "hi: there" },
        { speaker: "B", text: "x\ny" },
      ],
    });
    expect(formatDialogText(dialog)).toBe("Dr. Ann-Marie: hi: there\nB: x\n\ty\n");
  });

  it.each([
    ["no speaker", { speaker: null, text: "hello" }, "\\-: hello"],
    ["a name that holds the literal text", { speaker: "a: b", text: "c" }, "a\\:\\ b: c"],
    ["white space and an empty line", { speaker: " ", text: " x\n\n\ty " }, "\\ :  x\n\t\n\t\ty "],
    ["a further line that looks like a turn", { speaker: "A", text: "x\nB: y" }, "A: x\n\tB: y"],
    ["backslashes", { speaker: "DOM\\user\\", text: "C:\\new" }, "DOM\\user\\\\: C:\\new"],
    ["a name with a line break", { speaker: "a\nb", text: "c" }, "a\\|b: c"],
    ["no text", { speaker: "A", text: "" }, "A: "],
  ])("escapes %s", (_, turn, line) => {
    const text = formatDialogText(new Dialog({ turns: [turn] }));
    expect(text).toBe(`${line}\n`);
    expect(turns(text)).toEqual([turn]);
  });

  it("writes and reads placeholder values, and refuses a turn without one", () => {
    const template = "{text} [{n}]";
    const dialog = new Dialog({ turns: [{ text: "a [1]", n: "x] [2" }] });
    expect(turns(formatDialogText(dialog, { template }), template)).toEqual(dialog.turns);
    expect(() => formatDialogText(new Dialog({ turns: [{ text: "a" }] }), { template })).toThrow(
      'A turn has no text "n"',
    );
  });

  it("refuses what would not be read back", () => {
    const dialog = new Dialog({ turns: [{ speaker: "Essays", text: "x" }] });
    expect(() => formatDialogText(dialog, { template: "{speaker}says{text}" })).toThrow(
      "would not be read back",
    );
  });

  it.each(["{speaker}:", "{text} {text}", "{speaker}{text}", " {text}", "{text}\n"])(
    "refuses the template %j",
    (template) => {
      expect(() => formatDialogText(new Dialog(), { template })).toThrow("The template");
    },
  );
});
