import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Dialog } from "@sdialog/core";
import { loadDialogs } from "@sdialog/core/fs";
import { describe, expect, it } from "vitest";
import { temporaryFolder } from "../testing/temporary-folder.ts";
import { validateDialogs } from "../training/validate-dialogs.ts";
import "../readers/built-in-readers.ts";
import { exportDialogs } from "./export-dialogs.ts";

const [user, assistant, system] = (["user", "assistant", "system"] as const).map(
  (role) =>
    (content: string, more: object = {}) => ({ role, content, ...more }),
) as [Message, Message, Message];
type Message = (content: string, more?: object) => object;
const call = { id: "z", type: "function", function: { name: "transfer", arguments: '{"to":"human"}' } };
const tools = [
  {
    type: "function",
    function: {
      name: "transfer",
      description: "To a person.",
      parameters: { type: "object", properties: {} },
      strict: true,
    },
  },
];

async function read(rows: readonly object[]): Promise<readonly Dialog[]> {
  const file = join(await temporaryFolder(), "rows.jsonl");
  await writeFile(file, rows.map((row) => JSON.stringify(row)).join("\n"));
  const dialogs = [];
  for await (const dialog of loadDialogs(file)) dialogs.push(dialog);
  return dialogs;
}

async function written(rows: readonly object[], format: string) {
  const out = await temporaryFolder();
  const summary = await exportDialogs(await read(rows), { out, format, assistant: "assistant" });
  const [file] = summary.files;
  const text = file === undefined ? "" : await readFile(file, "utf8");
  const lines = text.split("\n").filter((line) => line !== "");
  return { summary, rows: lines.map((line) => JSON.parse(line) as { messages: object[] }) };
}

const told = {
  "system messages in the middle": [
    system("Be brief."),
    user("hi"),
    assistant("yo"),
    system("Speak French."),
    user("again"),
    assistant("oui"),
  ],
  "an answer that must not be learned": [
    user("hi"),
    assistant("wrong", { weight: 0 }),
    user("again"),
    assistant("right"),
  ],
  "a call that ends it": [user("a human please"), assistant("One moment.", { tool_calls: [call] })],
};

describe("messages that are read and exported again", () => {
  it.each(Object.entries(told))("keep %s", async (_, messages) => {
    expect((await written([{ messages, tools }], "openai")).rows).toEqual([
      expect.objectContaining({ messages, tools }),
    ]);
  });

  it("lose only what comes after the last answer, which is counted", async () => {
    const messages = [user("hi"), assistant("yo")];
    const result = { role: "tool", tool_call_id: "z", content: "done" };
    const { rows, summary } = await written(
      [{ messages: [...messages, user("bye")] }, { messages: [...told["a call that ends it"], result] }],
      "openai",
    );
    expect(rows.map((row) => row.messages)).toEqual([messages, told["a call that ends it"]]);
    expect(summary).toMatchObject({ mended: { tail: 1 }, skipped: 0 });
  });

  it("are left out where an answer would be learned that must not be", async () => {
    const rows = [{ messages: told["an answer that must not be learned"] }];
    expect((await written(rows, "messages")).summary.reasons).toEqual({ not_to_be_learned: 1 });
    // Only the other answer becomes a row; before it the wrong one was said, and is not marked.
    expect((await written(rows, "completions")).rows).toEqual([
      {
        id: expect.any(String) as string,
        prompt: [user("hi"), assistant("wrong"), user("again")],
        completion: [assistant("right")],
      },
    ]);
  });
});

describe("a file of messages as it stands", () => {
  const [human, gpt] = [user("hi"), assistant("yo")];
  it.each([
    ["two answers in a row", [human, gpt, assistant("yo again")], ["llamafactory", "sharegpt", "unsloth"]],
    [
      "an end that nobody answers",
      [human, gpt, user("bye")],
      ["axolotl", "llamafactory", "openai", "sharegpt", "unsloth"],
    ],
    [
      "a system message in the middle",
      [human, system("Hurry."), gpt],
      ["llamafactory", "sharegpt", "unsloth"],
    ],
    ["a prompt before an exchange", [system("Hurry."), human, gpt], []],
  ])("breaks with %s the rules of those that refuse it", async (_, messages, refusing) => {
    const dialogs = await read([{ messages }]);
    const refused = [];
    for (const name of ["axolotl", "llamafactory", "openai", "sharegpt", "trl", "unsloth"]) {
      const report = await validateDialogs(dialogs, { for: name, asWritten: true, assistant: "assistant" });
      expect(report.checked).toBe("as_written");
      if (Object.keys(report.reasons).some((reason) => reason !== "other_keys")) refused.push(name);
      // As it is exported, what one side says in a row is joined, and the tail is cut.
      if (!messages.some((message) => "role" in message && message.role === "system"))
        expect(await validateDialogs(dialogs, { for: name, assistant: "assistant" })).toMatchObject({
          trainable: 1,
          checked: "as_exported",
        });
      const isOther = ["llamafactory", "sharegpt"].includes(name);
      expect(report.reasons.other_keys).toBe(isOther ? 1 : undefined);
    }
    expect(refused).toEqual(refusing);
  });
});

it("leaves nothing out where a conversation ends in a call", async () => {
  const dialogs = await read([{ messages: [user("a"), { role: "assistant", tool_calls: [call] }] }]);
  const { mended } = await exportDialogs(dialogs, { out: await temporaryFolder(), format: "openai" });
  expect(mended).toEqual({});
});
