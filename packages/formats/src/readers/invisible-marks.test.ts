import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { loadDialogs } from "@sdialog/core/fs";
import { expect, it } from "vitest";
import "../index.ts";
import { readTable } from "../tables/read-table.ts";
import { temporaryFolder } from "../testing/temporary-folder.ts";

async function read(folder: string, name: string, content: string) {
  const path = join(folder, name);
  await writeFile(path, content);
  const notes: string[] = [];
  const dialogs = await Array.fromAsync(loadDialogs(path, { onNote: (note) => void notes.push(note) }));
  return {
    dialogs: dialogs.map(({ id, turns, annotations, personas }) => ({ id, turns, annotations, personas })),
    notes,
  };
}

const heads = (count: number): string =>
  `invisible marks in ${count === 1 ? "1 head of a line" : `${count} heads of lines`}: left out`;

/** Places at names and heads of lines, in which marks count for nothing: ¤; those in texts, in which they stay: §. */
const files: Readonly<Record<string, readonly [name: string, content: string, ...notes: string[]]>> = {
  "whatsapp of iOS": [
    "a.txt",
    "¤[13/03/2024, 10:15:22] Ann Bell: H§i\n[13/03/2024, 10:16:01] ¤Bo¤: Yes!§\nBring: §the book\n¤[13/03/2024,¤ 10:16:40] Ann Bell: S§o\n",
    heads(3),
  ],
  "whatsapp of Android": [
    "b.txt",
    "13/03/24, 09:05 - Ann: H§i\n¤13/03/24, 09:06 -¤ Bo: Yes§\n¤13/03/24, 09:07 - Ann: Bye\n",
    heads(2),
  ],
  subtitles: [
    "c.srt",
    "¤1\n¤00:00:01,000 --> 00:00:03,000\n¤Ann¤: Hi§ there\n¤\n2\n00:00:04,000 --> 00:00:05,000\n¤- §Yes\n¤- No§\n\n3\n00:00:06,000 --> 00:00:07,000\n¤[Bo]¤: H§m\n",
    heads(7),
  ],
  "subtitles of the web": [
    "d.vtt",
    "¤WEBVTT\n\n00:01.000 --> 00:03.000\n<v ¤Ann>H§i\n\n¤00:04.000 --> 00:05.000\n<v Bo>Yes\n",
    heads(3),
  ],
  "persona-chat-text": ["e.txt", "¤1 ¤your persona: i like §tea.\n2 hi§\thello\n¤3 yes\tno§\n", heads(2)],
  dailydialog: ["f.txt", "H§i __eou__ Yes __eou__\n¤\nBye __eou__ So long __eou__\n"],
  "empathetic-dialogues": [
    "g.csv",
    "¤conv_id¤,utterance_idx,¤context,prompt,speaker_idx,utterance\nhit:0,1,proud,I won.,1,H§i\n¤hit:0,2,proud,I won.,¤2,Oh§\n",
    "invisible marks in 4 cells: left out",
  ],
  "chat-text": ["h.jsonl", '{"text": "¤user: H§i\\n¤assistant: Yes\\n¤user: Bye"}\n'],
  "message-rows": [
    "i.json",
    '[{"dialog_id": "¤a", "speaker": "¤Ann", "text": "H§i"}, {"dialog_id": "a", "speaker": "Ann¤", "text": "Yes"}]',
  ],
};
const marks = ["\u200E", "\u200F", "\u202A", "\u2066", "\u200B", "\u061C"];

it.each(Object.entries(files))(
  "for %s, marks at names and heads of lines count for nothing, and stay in texts",
  async (_, [name, content, ...notes]) => {
    const folder = await temporaryFolder();
    const readWith = (atNames: string, inTexts: string) =>
      read(folder, name, content.replaceAll("¤", atNames).replaceAll("§", inTexts));
    const plain = await readWith("", "");
    const held = JSON.stringify((await readWith("", "§")).dialogs);
    for (const mark of marks) {
      const found = await readWith(mark, mark);
      expect(found.dialogs).toEqual(JSON.parse(held.replaceAll("§", mark)));
      expect(found.notes.toSorted()).toEqual([...plain.notes, ...notes].toSorted());
    }
  },
);

it("tables of anything have names without marks", async () => {
  const path = join(await temporaryFolder(), "people.csv");
  await writeFile(path, "\u200Ename\u200F,\u202Aage\n\u200EAnn,7\n");
  expect(await Array.fromAsync(readTable(path))).toEqual([{ name: "\u200EAnn", age: "7" }]);
});
