import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { loadDialogs, type LoadDialogsOptions } from "./index.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "sdialog-marks-"));
});
afterAll(() => rm(folder, { recursive: true }));

async function read(name: string, content: string, options: LoadDialogsOptions) {
  const path = join(folder, name);
  await writeFile(path, content);
  const notes: string[] = [];
  const dialogs = await Array.fromAsync(
    loadDialogs(path, { ...options, onNote: (note) => void notes.push(note) }),
  );
  return { dialogs: dialogs.map(({ id, turns, annotations }) => ({ id, turns, annotations })), notes };
}

/** Places at names and heads of lines, in which marks count for nothing: ¤; those in texts, in which they stay: §. */
const files: [name: string, content: string, marked: string, options?: LoadDialogsOptions][] = [
  ["a.txt", "¤Ann¤: Hi\nBo: §Yes§\n¤\n¤Ann¤: §Bye\nBo: So long\n", "3 heads of lines"],
  ["b.txt", "[10:15] Ann: Hi\n¤[¤10:16¤]¤ ¤Bo¤:¤ §Yes§\n¤[10:17] Ann: Bye\n¤\n", "3 heads of lines"],
  ["c.txt", "10:15 <Ann> Hi\n¤10:16 <¤Bo¤> §Yes\n¤Ann (¤10:17¤)¤: Bye\n", "2 heads of lines"],
  ["d.txt", "¤アン：どうも\nボー：はい\n¤アン¤：またね\n", "2 heads of lines"],
  ["e.txt", "¤# ¤7¤\nAnn: Hi\n¤\n¤# x\n¤Bo: Yes\n", "4 heads of lines"],
  [
    "f.txt",
    "¤[10:15] Ann: Hi\n¤[10:16¤] Bo: §Yes§\n§more§\n",
    "2 heads of lines",
    { template: "[{time}] {speaker}: {text}" },
  ],
  ["g.csv", "¤speaker¤,¤text,note¤\nAnn,§Hi§,§x\n¤Ann¤,Bye,\nBo,Yes,\n", "4 cells"],
  [
    "h.csv",
    "dialog_id¤;¤time;role;text\n1;2024-01-01 10:00;user;Hi\n¤1;¤2024-01-01 10:01;assistant¤;Yes\n2;2024-01-02 10:00;¤system;Be kind\n2;2024-01-02 10:01;user;Oh\n",
    "6 cells",
  ],
  ["i.tsv", "who\tsaid\n¤Ann\tHi\nAnn\tBye\n", "1 cell", { columns: { speaker: "¤who", text: "said" } }],
];

const marks = ["\u200E", "\u200F", "\u202A", "\u202E", "\u2066", "\u2069", "\u200B", "\u061C", "\u00AD"];

it.each(files)("in %s, %j, marks at names count for nothing", async (name, content, marked, options = {}) => {
  const readWith = (atNames: string, inTexts: string) => {
    const placed = (text: string): string => text.replaceAll("¤", atNames).replaceAll("§", inTexts);
    return read(name, placed(content), JSON.parse(placed(JSON.stringify(options))) as object);
  };
  const plain = await readWith("", "");
  const held = JSON.stringify((await readWith("", "§")).dialogs);
  for (const mark of marks) {
    const found = await readWith(mark, mark);
    expect(found.dialogs).toEqual(JSON.parse(held.replaceAll("§", mark)));
    expect(found.notes.toSorted()).toEqual(
      [...plain.notes, `invisible marks in ${marked}: left out`].toSorted(),
    );
  }
});
