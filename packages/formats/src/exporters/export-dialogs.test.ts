import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { asyncBufferFromFile, parquetReadObjects } from "hyparquet";
import { describe, expect, it } from "vitest";
import { Dialog, register } from "@sdialog/core";
import { parse } from "yaml";
import { temporaryFolder } from "../testing/temporary-folder.ts";
import { exportDialogs, type ExportOptions } from "./export-dialogs.ts";
import { validateDialogs } from "../training/validate-dialogs.ts";

const withTool = new Dialog({
  id: "tool",
  model: { name: "echo:1" },
  seed: 4,
  personas: { Ann: { name: "Ann" }, Bob: { name: "Bob", role: "clerk", _metadata: { id: 1 } } },
  turns: [
    { speaker: "Ann", text: "Hello." },
    { speaker: "Ann", text: "Is it open?" },
    { speaker: "Bob", text: "It is." },
    { speaker: "Ann", text: 'Bye, "Bob"' },
  ],
  events: [
    { agent: "Ann", action: "utter", content: "Hello.", timestamp: 1 },
    { agent: "Ann", action: "utter", content: "Is it open?", timestamp: 1 },
    {
      agent: "Bob",
      action: "tool",
      actionLabel: "call",
      content: { name: "look_up", args: { day: 1 }, id: "c1" },
      timestamp: 1,
    },
    {
      agent: "Bob",
      action: "tool",
      actionLabel: "output",
      content: { name: "look_up", output: "open", call_id: "c1" },
      timestamp: 1,
    },
    {
      agent: "Bob",
      action: "guard",
      actionLabel: "length",
      content: { refused: "Yes yes yes.", reason: "empty" },
      timestamp: 1,
    },
    { agent: "Bob", action: "utter", content: "It is.", timestamp: 1 },
    { agent: "Ann", action: "utter", content: "Bye", timestamp: 1 },
  ],
  stopReason: "stop_signal",
});

const plain = (id: string, user: string, text = "Fine.") =>
  new Dialog({
    id,
    personas: { [user]: { name: user }, Bob: { name: "Bob" } },
    turns: [
      { speaker: user, text: `I am ${id}.` },
      { speaker: "Bob", text },
    ],
  });

async function exported(dialogs: Dialog[], format: string, more: Partial<ExportOptions> = {}) {
  const out = await temporaryFolder();
  const summary = await exportDialogs(dialogs, { out, format, ...more });
  const text = await readFile(summary.files[0] as string, "utf8");
  return {
    out,
    summary,
    text,
    rows: format === "csv" || format === "txt" || format === "parquet" ? [] : rowsOf(text),
  };
}

function rowsOf(text: string): Record<string, unknown>[] {
  return text
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

const system = { role: "system", content: "Your name: Bob\nYour role: clerk" };
const asked = { role: "user", content: "Hello.\nIs it open?" };
const call = {
  role: "assistant",
  content: "",
  tool_calls: [{ id: "c1", type: "function", function: { name: "look_up", arguments: { day: 1 } } }],
};
/** The same where arguments are JSON text. */
const callAsText = {
  ...call,
  tool_calls: [{ id: "c1", type: "function", function: { name: "look_up", arguments: '{"day":1}' } }],
};

describe("exportDialogs", () => {
  it("writes OpenAI's fine-tuning format, tool calls and all, up to the assistant's last message", async () => {
    const { rows, summary } = await exported([withTool], "openai");
    expect(rows).toEqual([
      {
        messages: [
          system,
          asked,
          callAsText,
          { role: "tool", tool_call_id: "c1", content: "open" },
          { role: "assistant", content: "It is." },
        ],
      },
    ]);
    expect(summary).toMatchObject({ written: { train: 1 }, skipped: 0 });
  });

  it("tells an agent made with a system prompt that prompt, word for word", async () => {
    const bot = plain("prompted", "Fine.");
    const personas = { ...bot.personas, Bob: { system_prompt: "You are a weather bot.\nBe brief." } };
    const { rows } = await exported([new Dialog({ ...bot.toJSON(), personas })], "openai");
    expect(rows[0]).toMatchObject({
      messages: [{ role: "system", content: "You are a weather bot.\nBe brief." }, {}, {}],
    });
  });

  it("lets anybody be the assistant, and says anything as the system", async () => {
    const { rows } = await exported([withTool], "openai", { assistant: "ann", system: "Be brief." });
    expect(rows[0]?.["messages"]).toEqual([
      { role: "system", content: "Be brief." },
      { role: "assistant", content: "Hello.\nIs it open?" },
      { role: "user", content: "It is." },
      { role: "assistant", content: 'Bye, "Bob"' },
    ]);
  });

  it("tells users of a group apart", async () => {
    const group = new Dialog({
      turns: [
        { speaker: "Ann", text: "Hi" },
        { speaker: "Bob", text: "Hi" },
        { speaker: "Cem", text: "Hey" },
        { speaker: "Bob", text: "Well" },
      ],
    });
    const { rows } = await exported([group], "openai");
    const contents = (rows[0]?.["messages"] as { content: string }[] | undefined)?.map(
      ({ content }) => content,
    );
    expect(contents).toEqual(["Ann: Hi", "Hi", "Cem: Hey", "Well"]);
  });

  it("writes ShareGPT", async () => {
    const { rows } = await exported([withTool], "sharegpt");
    expect(rows[0]).toEqual({
      id: "tool",
      system: system.content,
      conversations: [
        { from: "human", value: asked.content },
        { from: "function_call", value: '{"name":"look_up","arguments":{"day":1}}' },
        { from: "observation", value: "open" },
        { from: "gpt", value: "It is." },
      ],
    });
  });

  it("writes the same messages as JSON Lines and as Parquet, with a card that names the files", async () => {
    const { rows, out } = await exported([withTool, plain("a", "Cem")], "messages");
    expect(rows[0]).toMatchObject({ id: "tool", model: "echo:1", seed: 4, stop_reason: "stop_signal" });
    const card = await readFile(join(out, "README.md"), "utf8");
    expect(parse(card.split("---\n")[1] as string)).toMatchObject({
      size_categories: ["n<1K"],
      configs: [{ config_name: "default", data_files: [{ split: "train", path: "train.jsonl" }] }],
    });
    const parquet = await exported([withTool, plain("a", "Cem")], "parquet");
    const file = await asyncBufferFromFile(join(parquet.out, "train.parquet"));
    const read = await parquetReadObjects({ file });
    expect(read).toHaveLength(2);
    expect(read[0]).toMatchObject({ id: "tool", seed: 4n, stop_reason: "stop_signal" });
    const messages = read[0]?.["messages"] as { role: string; content: string; tool_calls: string | null }[];
    expect(messages.map(({ role, content }) => ({ role, content }))).toEqual(
      (rows[0]?.["messages"] as { role: string; content: string }[] | undefined)?.map(
        ({ role, content }) => ({
          role,
          content,
        }),
      ),
    );
    expect(JSON.parse(messages[2]?.tool_calls ?? "")).toEqual(call.tool_calls);
    expect(messages[0]?.tool_calls ?? null).toBeNull();
  });

  it("makes preference pairs of what guards refused", async () => {
    const { rows, summary } = await exported([withTool, plain("a", "Cem")], "dpo", { system: "none" });
    expect(rows).toEqual([
      {
        id: "tool",
        prompt: [asked],
        chosen: [{ role: "assistant", content: "It is." }],
        rejected: [{ role: "assistant", content: "Yes yes yes." }],
      },
    ]);
    expect(summary.written).toEqual({ train: 1 });
  });

  it("makes preference pairs of two runs", async () => {
    const { rows } = await exported([plain("a", "Cem"), plain("b", "Dan")], "dpo", {
      rejected: [plain("a", "Cem", "Bad."), plain("b", "Dan")],
      system: "none",
    });
    expect(rows).toEqual([
      {
        id: "a",
        prompt: [{ role: "user", content: "I am a." }],
        chosen: [{ role: "assistant", content: "Fine." }],
        rejected: [{ role: "assistant", content: "Bad." }],
      },
    ]);
  });

  it("writes in a form that somebody else registered, and names the nearest for another", async () => {
    register("exporter", {
      name: "openings",
      description: "what is said first",
      extension: "list",
      training: false,
      create: () => ({
        header: "first\n",
        rows: ({ turns }) => turns.slice(0, 1).map(({ text }) => `${text}\n`),
      }),
    });
    const out = await temporaryFolder();
    const dialogs = [plain("a", "Cem"), new Dialog({ id: "empty" })];
    const { written, files } = await exportDialogs(dialogs, { out, format: "openings" });
    expect(written).toEqual({ train: 1 });
    expect(files).toEqual([join(out, "train.list")]);
    expect(await readFile(files[0] as string, "utf8")).toMatch(/^first\n.+\n$/);
    await expect(exportDialogs(dialogs, { out, format: "opening" })).rejects.toMatchObject({
      code: "unknown_exporter",
      hint: 'Did you mean "openings"?',
    });
    await expect(exportDialogs(dialogs, { out, format: "openings", template: "x" })).rejects.toThrow(
      /openings: .*"template"/,
    );
  });

  it("renders chat templates", async () => {
    const folder = await temporaryFolder();
    const config = join(folder, "tokenizer_config.json");
    const template =
      "{{ bos_token }}{% for m in messages %}<|{{ m.role }}|>{{ m.content }}{% endfor %}{{ eos_token }}";
    await writeFile(
      config,
      JSON.stringify({ chat_template: template, bos_token: "<s>", eos_token: { content: "</s>" } }),
    );
    const { rows } = await exported([plain("a", "Cem")], "chat-template", {
      template: config,
      system: "none",
    });
    expect(rows).toEqual([{ id: "a", text: "<s><|user|>I am a.<|assistant|>Fine.</s>" }]);
    await writeFile(config, "{}");
    await expect(exported([], "chat-template", { template: config })).rejects.toMatchObject({
      code: "data_format",
    });
    await expect(exported([], "chat-template")).rejects.toMatchObject({ code: "invalid_argument" });
  });

  it("writes tables and text", async () => {
    expect((await exported([withTool], "csv")).text.split("\n").slice(0, 5)).toEqual([
      "dialog_id,turn,speaker,text",
      "tool,0,Ann,Hello.",
      "tool,1,Ann,Is it open?",
      "tool,2,Bob,It is.",
      'tool,3,Ann,"Bye, ""Bob"""',
    ]);
    expect((await exported([plain("a", "Cem")], "txt")).text).toBe("# a\nCem: I am a.\nBob: Fine.\n\n");
  });

  it("leaves out what cannot be trained on, with reasons", async () => {
    const failed = new Dialog({ ...plain("f", "Cem").toJSON(), id: "f", stopReason: "provider_error" });
    const { summary } = await exported(
      [plain("a", "Cem"), failed, new Dialog({ id: "e" }), plain("a2", "Cem", " ")],
      "openai",
    );
    expect(summary).toMatchObject({
      written: { train: 1 },
      skipped: 3,
      reasons: { failed: 1, no_turns: 1, empty_turn: 1 },
    });
  });

  it("parts a dataset so that no persona is on both sides", async () => {
    const dialogs = Array.from({ length: 200 }, (_, index) => plain(`d${index}`, `User ${index % 40}`));
    const { summary, out } = await exported(dialogs, "jsonl", { split: { seed: 3 } });
    expect(summary.written).toEqual({ train: 160, validation: 20, test: 20 });
    const users = await Promise.all(
      summary.files.map(
        async (file) =>
          new Set(
            rowsOf(await readFile(file, "utf8")).map((row) => Object.keys(row["personas"] as object)[0]),
          ),
      ),
    );
    const all = users.flatMap((names) => [...names]);
    expect(new Set(all).size).toBe(all.length);
    const again = await exported(dialogs.toReversed(), "jsonl", { split: { seed: 3 } });
    expect(again.summary.written).toEqual(summary.written);
    expect(out).not.toBe(again.out);
    const other = await exported(dialogs, "jsonl", { split: { seed: 4 } });
    const [first, second] = await Promise.all(
      [summary, other.summary].map(({ files }) => readFile(files[2] as string, "utf8")),
    );
    expect(first).not.toBe(second);
    await expect(exported(dialogs, "jsonl", { split: { by: "everybody" } })).rejects.toMatchObject({
      code: "invalid_argument",
      message: expect.stringContaining("must stay together") as string,
    });
  });
});

describe("validateDialogs", () => {
  it("counts dialogues by what was noted on the way, and refuses cut turns where all must be whole", async () => {
    const whole = plain("whole", "Hello?");
    const event = { agent: "Bob", action: "warning", actionLabel: "seed", content: "left out", timestamp: 1 };
    const noted = new Dialog({
      ...plain("noted", "Hi?").toJSON(),
      turns: [
        { speaker: "Ann", text: "Hi?" },
        { speaker: "Bob", text: "We have a", finishReason: "length" },
      ],
      events: [event, event],
      faults: { truncated: 2 },
    });
    expect(await validateDialogs([whole, noted])).toMatchObject({
      trainable: 2,
      faults: { truncated: 1, warning: 1 },
    });
    expect(await validateDialogs([whole, noted], { completeOnly: true })).toMatchObject({
      trainable: 1,
      reasons: { truncated: 1 },
    });
  });

  it("says why dialogues cannot be trained on", async () => {
    const report = await validateDialogs([
      plain("a", "Cem"),
      plain("a", "Cem"),
      plain("b", "Dan", "[[ ## BEGIN PERSONA ## ]]"),
      new Dialog({ id: "c", turns: [{ speaker: "Bob", text: "Alone." }] }),
      new Dialog({
        id: "d",
        turns: [
          { speaker: null, text: "x" },
          { speaker: "B", text: "y" },
          { speaker: "C", text: "z" },
        ],
      }),
    ]);
    expect(report).toMatchObject({
      total: 5,
      trainable: 1,
      reasons: { duplicate: 1, prompt_marker: 1, no_assistant: 1, unknown_speaker: 1 },
    });
    expect(report.examples[0]).toEqual({
      id: "a",
      problems: [{ reason: "duplicate", message: "it says the same as a" }],
    });
  });

  it("can ask for complete and short dialogues", async () => {
    const cut = new Dialog({ ...plain("a", "Cem").toJSON(), stopReason: "max_turns" });
    expect(await validateDialogs([cut])).toMatchObject({ trainable: 1 });
    expect(await validateDialogs([cut], { completeOnly: true, maxTokens: 2 })).toMatchObject({
      reasons: { truncated: 1, too_long: 1 },
    });
  });
});

describe("what an export leaves out is told", () => {
  it.each(["csv", "txt"])("times of turns, in %s", async (format) => {
    const timed = new Dialog({ turns: [{ speaker: "Ann", text: "Hi", time: "10:15" }] });
    const untimed = new Dialog({ turns: [{ speaker: "Ann", text: "Hi", time: "" }] });
    const { mended } = await exportDialogs([timed, withTool, timed, untimed, withTool], {
      out: await temporaryFolder(),
      format,
    });
    expect(mended).toEqual({ times: 2 });
  });

  it("that nothing fell into a part", async () => {
    const split = { shares: { train: 0.8, validation: 0.1, test: 0.1 } };
    const { written, remarks } = await exportDialogs([withTool], {
      out: await temporaryFolder(),
      format: "jsonl",
      split,
    });
    const empty = Object.entries(written).filter(([, count]) => count === 0);
    expect(empty).toHaveLength(2);
    for (const [name] of empty)
      expect(remarks).toContain(`No dialogue fell into ${name}: its file is empty.`);
  });
});
