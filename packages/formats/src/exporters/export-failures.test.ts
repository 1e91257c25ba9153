import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Dialog } from "@sdialog/core";
import { asyncBufferFromFile, parquetReadObjects } from "hyparquet";
import { describe, expect, it } from "vitest";
import { temporaryFolder } from "../testing/temporary-folder.ts";
import { exportDialogs } from "./export-dialogs.ts";

const talk = (id: string, ...turns: [string, string][]) =>
  new Dialog({ id, turns: turns.map(([speaker, text]) => ({ speaker, text })) });
const asked = talk("asked", ["User", "When?"], ["Assistant", "At noon."]);
const opened = talk(
  "opened",
  ["Assistant", "Welcome!"],
  ["User", "When do you close?"],
  ["Assistant", "At one."],
);

const strict =
  "{% for m in messages %}{% if (m.role == 'user') != (loop.index0 % 2 == 0) %}{{ raise_exception('must alternate') }}{% endif %}[{{ m.role }}]{{ m.content }}{% endfor %}";

const jsonLines = async (path: string): Promise<Record<string, unknown>[]> =>
  (await readFile(path, "utf8"))
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Record<string, unknown>);

describe("what an export leaves out and leaves behind", () => {
  it("trains the same speaker in every row, whoever opens", async () => {
    const out = await temporaryFolder();
    const { assistant } = await exportDialogs([asked, opened], { out, format: "messages" });
    expect(assistant).toEqual({ assistant: "Assistant", how: "usual_name" });
    expect((await jsonLines(join(out, "train.jsonl")))[1]).toMatchObject({
      messages: [{ role: "assistant", content: "Welcome!" }, { role: "user" }, { content: "At one." }],
    });
  });

  it("leaves out what a template refuses, with its reason, and goes on", async () => {
    const folder = await temporaryFolder();
    const template = join(folder, "strict.jinja");
    await writeFile(template, strict);
    const out = join(folder, "out");
    const summary = await exportDialogs([opened, asked], { out, format: "chat-template", template });
    expect(summary).toMatchObject({
      written: { train: 1 },
      skipped: 1,
      reasons: { template_refuses: 1 },
      examples: [{ id: "opened", problems: [{ message: "must alternate" }] }],
    });
    expect(await readdir(out)).toEqual(["train.jsonl"]);
    // Another trainer's rules do not make a template write what it refuses.
    const more = await exportDialogs([opened, asked], { out, format: "chat-template", template, for: "trl" });
    expect(more.reasons).toEqual({ template_refuses: 1 });
    const mended = await exportDialogs([opened], {
      out,
      format: "chat-template",
      template,
      opening: "system",
    });
    expect(mended.skipped).toBe(1);
  });

  it("tells an opening in the system message where trainers drop it, and counts it", async () => {
    const out = await temporaryFolder();
    const summary = await exportDialogs([asked, opened], { out, format: "sharegpt" });
    expect(summary).toMatchObject({ written: { train: 2 }, skipped: 0, mended: { opening: 1 } });
    const rows = (await jsonLines(join(out, "train.jsonl"))) as { conversations: { from: string }[] }[];
    for (const { conversations } of rows)
      expect(conversations.map(({ from }, at) => from === (at % 2 === 0 ? "human" : "gpt"))).not.toContain(
        false,
      );
    const kept = await exportDialogs([asked, opened], { out, format: "sharegpt", opening: "message" });
    expect(kept).toMatchObject({ skipped: 1, mended: {} });
    expect(Object.keys(kept.reasons)).toContain("assistant_first");
  });

  it.each(["messages", "parquet", "chat-template", "jsonl"])(
    "leaves nothing behind when %s fails half-way, and old files as they were",
    async (format) => {
      const folder = await temporaryFolder();
      const template = join(folder, "any.jinja");
      await writeFile(template, "{{ messages[0].content }}");
      const more = format === "chat-template" ? { template } : {};
      async function* broken(): AsyncGenerator<Dialog> {
        yield asked;
        throw new Error("the disk is gone");
      }
      const source = { [Symbol.asyncIterator]: broken };
      const out = join(folder, "out");
      const options = { out, format, assistant: "Assistant", ...more };
      await expect(exportDialogs(source, options)).rejects.toThrow("the disk is gone");
      expect(await readdir(folder)).toEqual(["any.jinja"]);
      const { files } = await exportDialogs([asked], options);
      const before = await readFile(files[0] as string);
      await expect(exportDialogs(source, options)).rejects.toThrow("the disk is gone");
      expect(await readFile(files[0] as string)).toEqual(before);
      expect(await readdir(out)).toHaveLength(files.length);
    },
  );
});

describe("tools in exports", () => {
  const act = (actionLabel: string | null, content: unknown) => ({
    agent: "Bot",
    action: actionLabel === null ? "utter" : "tool",
    actionLabel,
    content,
    timestamp: 1,
  });
  const parameters = { type: "object", properties: { city: { type: "string" } } };
  const weather = { name: "weather", description: "Tells it.", parameters };
  const dialog = new Dialog({
    id: "w",
    turns: [
      { speaker: "User", text: "Oslo and Rome?" },
      { speaker: "Bot", text: "I look.\n\n7 and 20." },
    ],
    tools: { Bot: [weather] },
    events: [
      { ...act(null, ""), agent: "User" },
      act("call", { name: "weather", args: { city: "Oslo" }, id: "1", text: "I look." }),
      act("call", { name: "weather", args: { city: "Rome" }, id: "2" }),
      act("output", { name: "weather", output: "7", call_id: "1" }),
      act("output", { name: "weather", output: "20", call_id: "2" }),
      act(null, ""),
    ],
  });
  const tools = [{ type: "function", function: weather }];
  const row = async (format: string, more: object = {}) => {
    const out = await temporaryFolder();
    const { files, mended } = await exportDialogs([dialog], { out, format, ...more });
    return { file: files[0] as string, text: await readFile(files[0] as string, "utf8"), mended };
  };

  it("keeps calls made at once in one message, with text as arguments for OpenAI and objects elsewhere", async () => {
    const shape = (args: (city: string) => unknown) => ({
      messages: [
        { role: "user" },
        {
          role: "assistant",
          content: "I look.",
          tool_calls: [
            { id: "1", function: { name: "weather", arguments: args("Oslo") } },
            { id: "2", function: { name: "weather", arguments: args("Rome") } },
          ],
        },
        { role: "tool", tool_call_id: "1" },
        { role: "tool", tool_call_id: "2" },
        { role: "assistant", content: "7 and 20." },
      ],
      tools,
    });
    expect(JSON.parse((await row("openai")).text)).toMatchObject({
      ...shape((city) => JSON.stringify({ city })),
      parallel_tool_calls: true,
    });
    expect(JSON.parse((await row("messages")).text)).toMatchObject(shape((city) => ({ city })));
  });

  it("writes a list of calls and one of results as ShareGPT, and says afterwards what was said beside them", async () => {
    const { text, mended } = await row("sharegpt");
    // The other forms have a place for them.
    expect([mended, (await row("messages")).mended, (await row("openai")).mended]).toEqual([
      { beside: 1 },
      {},
      {},
    ]);
    const { conversations, tools: told } = JSON.parse(text) as {
      conversations: { from: string; value: string }[];
      tools: string;
    };
    expect(conversations).toEqual([
      { from: "human", value: "Oslo and Rome?" },
      {
        from: "function_call",
        value: JSON.stringify(["Oslo", "Rome"].map((city) => ({ name: "weather", arguments: { city } }))),
      },
      { from: "observation", value: '["7","20"]' },
      { from: "gpt", value: "I look.\n\n7 and 20." },
    ]);
    expect(JSON.parse(told)).toEqual([weather]);
  });

  it("hands the tools to a template, and to a column of Parquet", async () => {
    const template = join(await temporaryFolder(), "tools.jinja");
    await writeFile(
      template,
      "{% for t in tools %}{{ t.function.name }} {% endfor %}{% for m in messages %}{% if m.tool_calls %}{% for c in m.tool_calls %}{{ c.function.arguments | tojson }}{% endfor %}{% endif %}{% endfor %}",
    );
    expect(JSON.parse((await row("chat-template", { template })).text)).toEqual({
      id: "w",
      text: 'weather {"city": "Oslo"}{"city": "Rome"}',
    });
    const file = await asyncBufferFromFile((await row("parquet")).file);
    const [read] = await parquetReadObjects({ file });
    expect(JSON.parse(read?.["tools"] as string)).toEqual(tools);
  });
});
