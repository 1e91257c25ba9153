import { describe, expect, it } from "vitest";
import type { Dialog } from "../dialog/dialog.ts";
import type { ReaderOptions } from "./dialog-reader.ts";
import { dialogTables } from "./dialog-tables.ts";

async function read(text: string, options: ReaderOptions = {}, size = 7): Promise<Dialog[]> {
  const input = {
    source: "x.csv",
    id: "x",
    async *chunks() {
      for (let at = 0; at < text.length; at += size) yield text.slice(at, at + size);
    },
  };
  return Array.fromAsync(dialogTables(input, options));
}

describe("tables of many dialogues", () => {
  it("are grouped by the column that names the dialogue, wherever its rows stand", async () => {
    const dialogs = await read(
      'ticket_id,created_at,author_role,author_name,body\n101,9:00,user,Ann,"late\nMonday"\n102,9:01,user,Cy,size\n101,9:02,agent,Bo,sorry\n',
    );
    expect(dialogs.map(({ id }) => id)).toEqual([102, 101]);
    expect(dialogs.map(({ events }) => events)).toEqual([null, null]);
    expect(dialogs[1]?.turns).toEqual([
      { speaker: "Ann", text: "late\nMonday", time: "9:00", author_role: "user" },
      { speaker: "Bo", text: "sorry", time: "9:02", author_role: "agent" },
    ]);
  });

  const ticket = (...times: string[]) =>
    `ticket_id,time,author,body\n${times.map((time, at) => `7,"${time}",A,${at}`).join("\n")}\n`;
  it.each([
    [["2024-03-12 10:02", "2024-03-12 10:01:30", "2024-03-12 10:01:30"], "1 2 0", "put in the order"],
    [["2024-03-12T10:00:00+01:00", "2024-03-12T09:30:00Z", "2024-03-12T08:59Z"], "2 0 1", "put in the order"],
    [["1710234930", "1710234929.5"], "1 0", "put in the order"],
    [["2024-03-12 10:01", "2024-03-12 10:02"], "0 1", undefined],
    [["04/03/2024 10:00", "03/04/2024 10:00"], "0 1", "left in the order of the file"],
    [["2024-03-12 10:02", ""], "0 1", "left in the order of the file"],
    [["2024-03-12T10:02Z", "2024-03-12 10:01"], "0 1", "left in the order of the file"],
  ])("put a ticket's rows at %j in order, where these tell: %s", async (times, order, said) => {
    const notes: string[] = [];
    const [dialog] = await read(ticket(...times), { onNote: (note) => void notes.push(note) });
    expect(dialog?.turns.map(({ text }) => text).join(" ")).toBe(order);
    expect(notes).toEqual(said === undefined ? [] : [expect.stringContaining(said)]);
  });

  it.each([
    ["id,role,content", "assistant", {}],
    ["id,role,content,sender", "Botty", { role: "system" }],
  ])("give the system's and a tool's rows the places that they have: %s", async (header, assistant, keys) => {
    const notes: string[] = [];
    const named = header.endsWith("sender");
    const rows = [
      ["system", "Be brief.", ""],
      ["user", "When?", "Ann"],
      ["tool", '{"open": 9}', ""],
      ["assistant", "At nine.", "Botty"],
      ["developer", "Hurry.", ""],
      ["user", "Thanks", "Ann"],
    ].map(([role, text, who]) => `1,${role},"${text?.replaceAll('"', '""')}"${named ? `,${who}` : ""}\n`);
    const [dialog] = await read(`${header}\n${rows.join("")}`.replaceAll(/^id/g, "dialog_id"), {
      onNote: (note) => void notes.push(note),
    });
    expect(dialog?.turns.map(({ text }) => text)).toEqual(["When?", "At nine.", "Thanks"]);
    expect(dialog?.personas).toEqual({ [assistant]: { system_prompt: "Be brief." } });
    expect(dialog?.annotations ?? {}).toEqual(named ? { system_message: keys } : {});
    expect(
      dialog?.events?.map(({ action, agent, content, actionLabel: label }) => [
        label === null ? action : `${action}:${label}`,
        agent,
        content,
      ]),
    ).toEqual([
      ["utter", named ? "Ann" : "user", "When?"],
      ["tool:output", assistant, { name: "", output: '{"open": 9}' }],
      ["utter", assistant, "At nine."],
      ["instruct:system", assistant, "Hurry."],
      ["utter", named ? "Ann" : "user", "Thanks"],
    ]);
    expect(notes).toEqual([expect.stringContaining("rows of tools")]);
  });

  it("say how many rows name no dialogue", async () => {
    const notes: string[] = [];
    const dialogs = await read("ticket,author,body\n1,A,a\n,B,b\n,A,c\n", {
      onNote: (note) => void notes.push(note),
    });
    expect(dialogs.map(({ id }) => id)).toEqual([1, "x"]);
    expect(notes).toEqual(["2 rows that name no dialogue: gathered in one"]);
  });

  it("find what stands between cells, whatever the first rows hold, and read Excel's first line", async () => {
    for (const text of [
      'Speaker;Text\r\nAnn;"a; b, c"\r\nBo;d\r\n',
      'sep=;\r\nSpeaker;Text\r\nAnn;"a; b, c"\r\nBo;d',
    ]) {
      const [dialog] = await read(text, {}, 1000);
      expect(dialog?.turns).toEqual([
        { speaker: "Ann", text: "a; b, c" },
        { speaker: "Bo", text: "d" },
      ]);
    }
  });

  it("take the columns they are told, by names of any case or by positions", async () => {
    const text = "Case,Who,Said,When\n1,A,x,now\n2,B,y,then\n";
    const named = await read(text, { columns: { text: "said", speaker: "WHO", dialog: "case" } });
    expect(named.map(({ id, turns }) => [id, turns[0]?.speaker])).toEqual([
      [1, "A"],
      [2, "B"],
    ]);
    const counted = await read("1,A,x\n1,B,y\n", { columns: { text: 2, speaker: 1, dialog: 0 } });
    expect(counted[0]?.turns.map(({ text: said }) => said)).toEqual(["x", "y"]);
  });

  it("skip bad rows when somebody is told, and read long tables piece by piece", async () => {
    const lines: (number | undefined)[] = [];
    const onError = (error: { line?: number | undefined }): void => void lines.push(error.line);
    const rows = Array.from({ length: 30_000 }, (_, at) => `${at >> 1},A,"text ${at}"`);
    rows[2] = "1,A";
    const dialogs = await read(
      `id_,speaker,text\n${rows.join("\n")}\n`,
      { columns: { text: "text", speaker: "speaker", dialog: "id_" }, onError: onError as never },
      5000,
    );
    expect(dialogs).toHaveLength(15_000);
    expect(lines).toEqual([4]);
  });
});

it.each([
  ["speaker,text,created_at", 'times taken from the column "created_at"'],
  ["speaker,text,time", undefined],
  ["speaker,text,mood", undefined],
])("says where times are from a column of another name: %s", async (header, said) => {
  const notes: string[] = [];
  await read(`${header}\nA,x,9:00\n`, { onNote: (note) => void notes.push(note) });
  expect(notes).toEqual(said === undefined ? [] : [said]);
});

it.each([
  ["speaker,text,time,time", { time: "9:00", time_2: "1" }],
  ["speaker,text,mood,time", { mood: "9:00", time: "1" }],
  ["speaker,text,,", { column_3: "9:00", column_4: "1" }],
  ["speaker,text,mood,mood", { mood: "9:00", mood_2: "1" }],
])("gives every column of %s a key of its own", async (header, keys) => {
  const [dialog] = await read(`${header}\nA,x,9:00,1\n`);
  expect(dialog?.turns).toEqual([{ speaker: "A", text: "x", ...keys }]);
});
