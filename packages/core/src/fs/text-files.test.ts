import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { loadDialogs } from "./index.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "sdialog-texts-"));
});
afterAll(() => rm(folder, { recursive: true }));

/** The ids and lines of a file's dialogues, and what is noted about it. */
async function read(name: string, content: string | Uint8Array) {
  const path = join(folder, name);
  await writeFile(path, content);
  const notes: string[] = [];
  const dialogs = await Array.fromAsync(loadDialogs(path, { onNote: (note) => void notes.push(note) }));
  return {
    dialogs: dialogs.map(({ id, turns }) => [id, ...turns.map(({ speaker, text }) => `${speaker}=${text}`)]),
    notes,
  };
}

it.each([
  ["a.txt", "Ann: a\nBo: b\n", [["a", "Ann=a", "Bo=b"]]],
  ["12.txt", "Ann: a\nBo: b\n", [[12, "Ann=a", "Bo=b"]]],
  ["012.txt", "Ann: a\nBo: b\n", [["012", "Ann=a", "Bo=b"]]],
  ["1x.txt", "Ann: a\nBo: b\n", [["1x", "Ann=a", "Bo=b"]]],
  [
    "b.txt",
    "\uFEFF\n# 7\nAnn: a\n\n# 07\nBo: b\n\n# one  \n\nCy: c\n\n# 8x\nDi: d\n",
    [
      [7, "Ann=a"],
      ["07", "Bo=b"],
      ["one", "Cy=c"],
      ["8x", "Di=d"],
    ],
  ],
  // A line that begins so is said, where no blank line is before it or words were said before the first one.
  ["c.txt", "# 1\nAnn: a\n# 2\n", [[1, "Ann=a\n# 2"]]],
  ["d.txt", "Ann: a\n\n# 2\nBo: b\n", [["d", "Ann=a\n# 2", "Bo=b"]]],
])("%s with %j holds %j", async (name, content, dialogs) => {
  expect((await read(name, content)).dialogs).toEqual(dialogs);
});

it("refuses a text without words, in its place", async () => {
  await expect(read("e.txt", " \n")).rejects.toMatchObject({ code: "data_format" });
});

it.each([
  ["Ann: a\nBo: b\nAnn: c\nBo: d\n", []],
  ["Ann: a\nBo: b\nAnn: c\nBo: d\nNote: e\n", ['1 head that speaks once, such as "Note"']],
  ["Ann: a\nBo: b\nAnn: c\nBo: d\nNote: e\nTo do: f\n", ['2 heads that speak once, such as "Note"']],
  ["Ann: a\nBo: b\nAnn: c\n", []],
  ["a: 1\nb: 2\nc: 3\nd: 4\n", ["nearly every line has a speaker of its own (4 in 4 turns)"]],
  ["a: 1\nb: 2\nc: 3\nd: 4\na: 5\nb: 6\nc: 7\n", ['1 head that speaks once, such as "d"']],
])("of %j, it notes %j", async (text, notes) => {
  const found = (await read("f.txt", text)).notes;
  expect(found.map((note, at) => note.startsWith(notes[at] ?? "?"))).toEqual(notes.map(() => true));
});

it("names the line at which bytes are not text, wherever they stand", async () => {
  for (const line of [1, 2, 5]) {
    const sound = "Änn: a\n".repeat(line - 1);
    const bytes = Buffer.concat([
      Buffer.from(sound),
      Buffer.from([0xc3, 0xa4, 0xff, 0x01, 0x0a]),
      Buffer.from("Bo: b\n"),
    ]);
    await expect(read("g.txt", bytes)).rejects.toMatchObject({ code: "data_format", line });
  }
});

it("reads JSON as one dialogue, as a list and as lines, each with the id that it has", async () => {
  const turns = [{ speaker: "A", text: "x" }];
  const said = (id: unknown) => [id, "A=x"];
  expect((await read("31.json", JSON.stringify({ turns }))).dialogs).toEqual([said(31)]);
  expect((await read("31.json", JSON.stringify({ id: null, turns }))).dialogs).toEqual([said(31)]);
  expect((await read("31.json", JSON.stringify({ id: 0, turns }))).dialogs).toEqual([said(0)]);
  const several = [
    { id: 1, turns },
    { id: "2", turns },
  ];
  expect((await read("h.json", JSON.stringify(several, null, 1))).dialogs).toEqual([said(1), said("2")]);
  const lines = several.map((each) => JSON.stringify(each)).join("\r\n");
  expect((await read("h.json", lines)).dialogs).toEqual([said(1), said("2")]);
  expect((await read("h.ndjson", lines)).dialogs).toEqual([said(1), said("2")]);
  await expect(read("h.json", `${JSON.stringify(several[0])}x\n`)).rejects.toMatchObject({ line: 1 });
});

it("says of damage what the file was read as, why, and which format comes nearest", async () => {
  await expect(read("i.csv", "Ann: Hello\nsaid nobody\nand nobody\n")).rejects.toMatchObject({
    hint: expect.stringMatching(
      /Read as csv: the name ends in \.csv\. The nearest other format is txt \(lines such as Ann: Hello\)\.$/,
    ),
  });
  const error = await read("i.json", "{").catch((each) => each);
  expect(error.hint).toMatch(/Read as json: the name ends in \.json\.$/);
  expect(error.message.match(/i\.json/g)).toHaveLength(1);
});
