import { readDialogInput } from "@sdialog/core/fs";
import { expect, it } from "vitest";
import { blobInput } from "../hub/hub-dialogs.ts";
import "../index.ts";

const node = (id: string, parent: string | null, children: string[], content?: object) => ({
  id,
  parent,
  children,
  message:
    content === undefined ? null : { id, author: { role: id[0] === "u" ? "user" : "assistant" }, content },
});
const tree = (current: string, ...nodes: readonly ReturnType<typeof node>[]) => ({
  title: "t",
  mapping: Object.fromEntries(nodes.map((each) => [each.id, each])),
  current_node: current,
});
const asked = node("u", "r", ["a"], { content_type: "text", parts: ["Why?"] });
const telegram = (...messages: readonly object[]) => ({ name: "x", type: "personal_chat", id: 1, messages });

it.each<[string, unknown, object]>([
  [
    "ChatGPT's thoughts that were kept back, of which a summary was shown",
    tree(
      "b",
      node("r", null, ["u"]),
      asked,
      node("a", "u", ["b"], {
        content_type: "thoughts",
        thoughts: [{ summary: "Weighing it", content: "", chunks: ["c1"] }],
      }),
      node("b", "a", [], { content_type: "text", parts: ["So."] }),
    ),
    { events: [{}, { action: "think", content: "Weighing it" }, {}] },
  ],
  [
    "a summary beside ChatGPT's thoughts",
    tree(
      "a",
      node("r", null, ["u"]),
      asked,
      node("a", "u", [], { content_type: "thoughts", thoughts: [{ summary: "Short", content: "Long" }] }),
    ),
    { events: [{}, { action: "think", content: "Long" }] },
  ],
  [
    "a branch of ChatGPT's tree that is not there",
    tree("gone", node("r", null, ["u"]), asked, node("a", "u", [], { content_type: "text", parts: ["So."] })),
    { turns: [{ text: "Why?" }, { text: "So." }] },
  ],
  [
    "what Telegram could not export, without a date",
    telegram(
      { id: 1, type: "unsupported" },
      { id: 2, type: "message", date: "2024-03-12T10:00:00", from: "Ann", text: "Hi" },
    ),
    { turns: [{ speaker: "Ann", text: "Hi" }], annotations: { asides: [{ id: 1 }] } },
  ],
  [
    "calls of Hermes with the quotes of Python",
    {
      conversations: [
        { from: "human", value: "Oslo?" },
        {
          from: "gpt",
          value: String.raw`<tool_call>{'name': 'w', 'arguments': {'city': 'Oslo\'s', 'say': "it's", 'now': True, 'of': None}}</tool_call>`,
        },
      ],
    },
    {
      events: [
        {},
        {
          action: "tool",
          content: { name: "w", args: { city: "Oslo's", say: "it's", now: true, of: null } },
        },
      ],
    },
  ],
  [
    "what two system messages bring along, and which model answered",
    {
      messages: [
        { role: "system", content: "One.", origin: "first" },
        { role: "system", content: "Two.", origin: "second" },
        { role: "user", content: "Hi" },
        { role: "ChatGPT", content: "Hello" },
      ],
    },
    {
      personas: { assistant: { system_prompt: "One.\nTwo." } },
      annotations: { system_message: [{ origin: "first" }, { origin: "second" }] },
      turns: [{ text: "Hi" }, { speaker: "assistant", text: "Hello", role: "ChatGPT" }],
    },
  ],
  [
    "Slack's blocks, and a name in a profile",
    [
      {
        type: "message",
        ts: "1710324000.0",
        user: "U1",
        user_profile: { real_name: "Ann Bell" },
        text: "",
        blocks: [
          {
            type: "rich_text",
            elements: [
              {
                type: "rich_text_section",
                elements: [
                  { type: "text", text: "Late, see " },
                  { type: "link", url: "https://x.example", text: "the plan" },
                ],
              },
            ],
          },
          { type: "section", text: { type: "mrkdwn", text: "Gate &amp; time" } },
        ],
      },
    ],
    { turns: [{ speaker: "Ann Bell", text: "Late, see [the plan](https://x.example)\nGate & time" }] },
  ],
])("reads %s", async (_, value, expected) => {
  const blob = new Blob([JSON.stringify(value)]);
  const input = blobInput(blob, "export.json", {});
  const head = async (): Promise<Uint8Array> => new Uint8Array(await blob.arrayBuffer());
  const [dialog] = await Array.fromAsync(await readDialogInput(input, head, {}));
  expect(dialog?.toJSON()).toMatchObject(expected);
  if (JSON.stringify(value).includes("Short")) expect(JSON.stringify(dialog)).toContain("Short");
});
