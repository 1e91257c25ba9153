import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Dialog } from "@sdialog/core";
import { loadDialogs } from "@sdialog/core/fs";
import { describe, expect, it } from "vitest";
import "../readers/built-in-readers.ts";
import { temporaryFolder } from "../testing/temporary-folder.ts";
import { validateDialogs } from "../training/validate-dialogs.ts";
import { settledAssistant } from "./assistants-of.ts";
import { chatMessages } from "./chat-messages.ts";
import { findAssistant } from "./find-assistant.ts";
import { openAiRow } from "./exported-rows.ts";

async function read(...rows: readonly (readonly object[])[]): Promise<Dialog[]> {
  const file = join(await temporaryFolder(), "rows.jsonl");
  await writeFile(file, rows.map((messages) => JSON.stringify({ messages })).join("\n"));
  return await Array.fromAsync(loadDialogs(file));
}

const user = (content: string, name?: string): object => ({ role: "user", content, ...(name && { name }) });
const bot = (content: string, name?: string): object => ({
  role: "assistant",
  content,
  ...(name && { name }),
});

describe("assistants by their role", () => {
  it.each([
    ["two names in one conversation", [[user("Plan"), bot("A plan", "planner"), bot("Code", "coder")]]],
    [
      "another name in each",
      [
        [user("a"), bot("b", "planner")],
        [user("c"), bot("d", "coder")],
      ],
    ],
    [
      "a name in some rows alone",
      [
        [user("a"), bot("b")],
        [user("c"), bot("d", "helper")],
        [user("e"), bot("f")],
      ],
    ],
    ["names on both sides", [[user("a", "Ann"), bot("b", "helper"), user("c", "Bo"), bot("d", "helper")]]],
    ["one name on both sides", [[user("a", "Ann"), bot("b", "Ann")]]],
    ["an assistant that speaks first", [[bot("Hi", "planner"), user("a"), bot("b", "coder")]]],
  ])("come back from a file with %s as they were", async (_, rows) => {
    const dialogs = await read(...rows);
    const choice = await findAssistant(dialogs);
    expect(choice).toEqual({ assistant: "assistant", how: "role" });
    expect(dialogs.map((dialog) => openAiRow(dialog, { assistant: choice.assistant }))).toEqual(
      rows.map((messages) => ({ messages })),
    );
    expect(await validateDialogs(dialogs, { for: "openai" })).toMatchObject({
      total: rows.length,
      trainable: rows.length,
    });
  });

  it("are one side of a conversation where a format joins what it says in a row", async () => {
    const [dialog] = await read([user("Plan"), bot("A plan", "planner"), bot("Code", "coder")]);
    expect(chatMessages(dialog as Dialog)).toEqual([user("Plan"), bot("A plan\nCode")]);
    expect(dialog?.turns.map(({ speaker, role }) => [speaker, role])).toEqual([
      ["user", undefined],
      ["planner", "assistant"],
      ["coder", "assistant"],
    ]);
  });

  it("keep the calls of each, and the prompt", async () => {
    const call = { id: "c", type: "function", function: { name: "w", arguments: '{"c":1}' } };
    const messages = [
      { role: "system", content: "Be brief." },
      user("Plan"),
      { role: "assistant", content: "", name: "coder", tool_calls: [call] },
      { role: "tool", tool_call_id: "c", content: "7" },
      bot("Seven", "planner"),
    ];
    const [dialog] = await read(messages);
    expect(openAiRow(dialog as Dialog, {})).toMatchObject({ messages });
  });

  it("are one alone where one is named", async () => {
    const [dialog] = await read([user("Plan"), bot("A plan", "planner"), bot("Code", "coder")]);
    expect(chatMessages(dialog as Dialog, { assistant: "coder" })).toMatchObject([
      { role: "user" },
      { role: "assistant", content: "Code" },
    ]);
  });
});

it.each([
  ["coder", "coder", "coder"],
  [undefined, "assistant", "Bo"],
  [0, "user", "Ann"],
  [1, "planner", "Bo"],
  [7, undefined, undefined],
])("%s is settled as %s where roles are recorded, else as %s", async (given, recorded, named) => {
  const [dialog] = await read([user("Plan"), bot("A plan", "planner"), bot("Code", "coder")]);
  const turns = [
    { speaker: "Ann", text: "Plan" },
    { speaker: "Bo", text: "A plan" },
  ];
  expect(settledAssistant(dialog as Dialog, given)).toBe(recorded);
  expect(settledAssistant(new Dialog({ turns }), given)).toBe(named);
});

describe("a message without content", () => {
  it.each([
    ["function_call", { name: "w", arguments: "{}" }, ["w"]],
    ["tool_calls", [{ id: "c", type: "function", function: { name: "w", arguments: "{}" } }], ["w"]],
    ["refusal", "I will not.", ["I will not."]],
    ["audio", { id: "audio_1" }, [""]],
  ])("is read by its %s as one of null", async (key, value, said) => {
    const message = { role: "assistant", [key]: value };
    const [left, empty] = await read([user("a"), message], [user("a"), { ...message, content: null }]);
    for (const dialog of [left, empty]) {
      const called = dialog?.events?.filter(({ action }) => action === "tool") ?? [];
      const spoken = dialog?.turns.slice(1).map(({ text }) => text) ?? [];
      expect([...spoken, ...called.map(({ content }) => (content as { name: string }).name)]).toEqual(said);
    }
    expect(left?.toJSON().turns).toEqual(empty?.toJSON().turns);
  });
});
