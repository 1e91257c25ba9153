import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { loadDialogs } from "@sdialog/core/fs";
import { describe, expect, it } from "vitest";
import { temporaryFolder } from "../testing/temporary-folder.ts";
import "./built-in-readers.ts";

const rows = [
  { ticket_id: 7, author: "Ann", body: "Late.", time: "2024-03-12T10:03:00Z", stars: 2 },
  { ticket_id: 8, author: "Cy", body: "Small.", time: "2024-03-12T10:01:00Z" },
  { ticket_id: 7, author: "Bo", body: "Hello.", time: "2024-03-12T10:01:00Z" },
];
const table = `ticket_id,author,body,time\n${rows.map((row) => [row.ticket_id, row.author, row.body, row.time].join(",")).join("\n")}\n`;
const lines = rows.map((row) => JSON.stringify(row)).join("\n");

async function read(name: string, text: string, notes: string[] = [], errors: string[] = []) {
  const file = join(await temporaryFolder(), name);
  await writeFile(file, text);
  return Array.fromAsync(
    loadDialogs(file, {
      onNote: (note) => void notes.push(note),
      onError: (error) => void errors.push(error.message),
    }),
  );
}

describe("rows of messages", () => {
  it.each([
    ["a table", "t.csv", table],
    ["a list", "t.json", JSON.stringify(rows)],
    ["lines", "t.jsonl", lines],
    ["an object of lists", "t.json", JSON.stringify({ open: rows.slice(0, 2), closed: rows.slice(2) })],
  ])("are grouped and put in order alike, as %s", async (_, name, text) => {
    const notes: string[] = [];
    const dialogs = await read(name, text, notes);
    expect(
      dialogs.map(({ id, turns }) => [id, turns.map(({ speaker, text: said }) => `${speaker}: ${said}`)]),
    ).toEqual([
      [8, ["Cy: Small."]],
      [7, ["Bo: Hello.", "Ann: Late."]],
    ]);
    expect(notes).toEqual(["rows of 1 dialogues put in the order of their times"]);
    if (name !== "t.csv")
      expect(dialogs[1]?.turns[1]).toEqual({ speaker: "Ann", text: "Late.", time: rows[0]?.time, stars: 2 });
  });

  it("are left out one by one where they are invalid, with their line", async () => {
    const errors: string[] = [];
    const dialogs = await read("t.jsonl", `${lines}\n{"ticket_id": 7, "author": "Ann"}\n`, [], errors);
    expect(dialogs.map(({ turns }) => turns.length).toSorted()).toEqual([1, 2]);
    expect(errors).toEqual([expect.stringContaining("t.jsonl:4")]);
  });

  it("keep what is not empty as keys of their turns, whichever row comes first", async () => {
    const [dialog] = await read(
      "t.jsonl",
      [
        { conversation_id: 1, sender: "Ann" },
        {
          conversation_id: 1,
          sender: "Ann",
          message: "Hi",
          mood: "",
          score: null,
          stars: 2,
          sent_at: "2024-03-12 10:01",
        },
        { conversation_id: 1, sender: "Bo", message: "Yes", stars: 0, sent_at: "2024-03-12 10:00" },
      ]
        .map((row) => JSON.stringify(row))
        .join("\n"),
    );
    expect(dialog?.turns).toEqual([
      { speaker: "Bo", text: "Yes", stars: 0, time: "2024-03-12 10:00" },
      { speaker: "Ann", text: "Hi", stars: 2, time: "2024-03-12 10:01" },
    ]);
  });

  it("of the system are its prompt", async () => {
    const [dialog] = await read(
      "t.jsonl",
      [
        { session_id: "s", role: "system", content: "Be brief." },
        { session_id: "s", role: "user", content: "q" },
        { session_id: "s", role: "assistant", content: "a" },
      ]
        .map((row) => JSON.stringify(row))
        .join("\n"),
    );
    expect(dialog?.personas).toEqual({ assistant: { system_prompt: "Be brief." } });
    expect(dialog?.turns).toHaveLength(2);
  });

  const call = { id: "c", type: "function", function: { name: "w", arguments: '{"c":1}' } };
  it.each<readonly [string, readonly object[], readonly string[], number]>([
    [
      "calls without content",
      [
        { role: "assistant", content: null, tool_calls: [call] },
        { role: "tool", tool_call_id: "c", content: "7" },
      ],
      ["user: q", "assistant: a"],
      2,
    ],
    [
      "parts",
      [{ role: "user", content: [{ type: "text", text: "more" }] }],
      ["user: q", "user: more", "assistant: a"],
      0,
    ],
    ["a text of null", [{ role: "user", content: null }], ["user: q", "user: ", "assistant: a"], 0],
    [
      "a name beside the role",
      [{ role: "assistant", content: null, refusal: "No.", name: "Bo" }],
      ["user: q", "Bo: No.", "assistant: a"],
      0,
    ],
  ])("with %s are read as messages are", async (_, between, said, used) => {
    const list = [{ role: "user", content: "q" }, ...between, { role: "assistant", content: "a" }];
    const text = list.map((row) => JSON.stringify({ conversation_id: 1, ...row })).join("\n");
    const errors: string[] = [];
    const [dialog] = await read("t.jsonl", text, [], errors);
    expect(errors).toEqual([]);
    expect(dialog?.turns.map((turn) => `${turn.speaker}: ${turn.text}`)).toEqual(said);
    expect(dialog?.events?.filter(({ action }) => action === "tool") ?? []).toHaveLength(used);
  });

  it("are named where one of them is refused", async () => {
    const text = [...rows, { ticket_id: 7, author: "Ann" }].map((row) => JSON.stringify(row)).join("\n");
    const errors: string[] = [];
    await read("t.jsonl", text, [], errors);
    expect(errors).toEqual([expect.stringContaining("t.jsonl:4: not a row of message-rows") as string]);
  });
});
