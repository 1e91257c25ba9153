import { describe, expect, it } from "vitest";
import { Dialog } from "../dialog/dialog.ts";
import { formatDialogTable, parseDialogTable } from "./dialog-table.ts";

const dialog = new Dialog({
  turns: [
    { speaker: "Ann", text: 'She said "hi", then\r\nleft\t.' },
    { text: "somebody" },
    { speaker: "Bob", text: "", act: "silence" },
    { text: "" },
  ],
});

function read(text: string): () => Dialog {
  return () => parseDialogTable(text, { source: "a.csv" });
}

describe("a dialogue as a table", () => {
  it.each([",", "\t"] as const)("reads back what it writes with %j", (delimiter) => {
    const again = parseDialogTable(formatDialogTable(dialog, { delimiter }), { delimiter });
    expect(again.turns).toEqual(dialog.turns);
  });

  it("has the header speaker,text", () => {
    const plain = new Dialog({ turns: [{ speaker: "A", text: "x, y" }, { text: "z" }] });
    expect(formatDialogTable(plain)).toBe('speaker,text\nA,"x, y"\n,z\n');
    expect(formatDialogTable(new Dialog())).toBe("speaker,text\n");
  });

  it("has a column for what turns hold beside text: words, numbers and what is so or not", () => {
    const turns = [
      { speaker: "A", text: "x", act: "ask", marks: ["!"] },
      { speaker: "B", text: "y", score: 0, fine: false },
    ];
    expect(formatDialogTable(new Dialog({ turns }))).toBe(
      "speaker,text,act,score,fine\nA,x,ask,,\nB,y,,0,false\n",
    );
  });

  it("reads no speaker as null, not as an empty name", () => {
    expect(parseDialogTable("speaker,text\n,hello\n").turns).toEqual([{ speaker: null, text: "hello" }]);
  });

  it("takes columns by name, wherever they stand, and keeps the others", () => {
    const text = "\uFEFFtime, who ,utterance\n12:01,A,hi\n,B,ho\n";
    expect(parseDialogTable(text, { columns: { speaker: "who", text: "utterance" } }).turns).toEqual([
      { speaker: "A", text: "hi", time: "12:01" },
      { speaker: "B", text: "ho" },
    ]);
  });

  it("keeps columns of one name, and those without one", () => {
    const text = "speaker,text,text,,note,note,speaker,__proto__\nA,hi,two,three,four,five,six,seven\n";
    const [turn] = parseDialogTable(text).turns;
    expect(Object.entries(turn!)).toEqual(
      expect.arrayContaining([
        ["speaker", "A"],
        ["text", "hi"],
        ["text_2", "two"],
        ["column_4", "three"],
        ["note", "four"],
        ["note_2", "five"],
        ["speaker_2", "six"],
      ]),
    );
    expect(JSON.stringify(turn)).toContain("seven");
  });

  it("takes columns by position in a table without a header", () => {
    const text = "x,A,hi\n\ny,B,ho\n";
    expect(parseDialogTable(text, { columns: { speaker: 1, text: 2 } }).turns).toEqual([
      { speaker: "A", text: "hi", column_1: "x" },
      { speaker: "B", text: "ho", column_1: "y" },
    ]);
  });

  it("names the line of what is wrong", () => {
    expect(read("")).toThrow('a.csv:1: there is no column "speaker"');
    expect(read("who,text\nA,b")).toThrow('a.csv:1: there is no column "speaker"');
    expect(read('speaker,text\nA,"two\nlines"\nB,one, two')).toThrow("a.csv:4: this row has 3 cells, not 2");
    expect(read("speaker,text\nA")).toThrow("a.csv:2: this row has 1 cells, not 2");
    expect(read('speaker,text\nA,"open\nB,c')).toThrow("a.csv:2: the double quotes of this row do not match");
    expect(() => parseDialogTable("a,b", { columns: { speaker: 0, text: 7 } })).toThrow(
      "line 1: this row has 2 cells, not 8",
    );
  });

  it("refuses columns that mix names and positions", () => {
    const columns = { speaker: "speaker", text: 1 } as never;
    expect(() => parseDialogTable("speaker,text", { columns })).toThrow("neither names nor positions");
  });
});
