import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Dialog } from "@sdialog/core";
import { loadDialogs } from "@sdialog/core/fs";
import { describe, expect, it } from "vitest";
import "../index.ts";
import { exportDialogs } from "../exporters/export-dialogs.ts";
import { temporaryFolder } from "../testing/temporary-folder.ts";

const [asked, good, bad] = [
  { role: "user", content: "q" },
  { role: "assistant", content: "good" },
  { role: "assistant", content: "bad" },
];
const tools = [
  { type: "function", function: { name: "w", description: "", parameters: { type: "object" } } },
];
const hh = "\n\nHuman: hi\n\nAssistant: hello\n\nHuman: q\n\nAssistant:";
const earlier = ["user: hi", "assistant: hello"];

/** Rows as datasets have them, what is said in them, and the system message. */
const rows: Readonly<Record<string, readonly [row: object, before?: readonly string[], system?: string]>> = {
  "TRL, explicit": [{ prompt: [asked], chosen: [good], rejected: [bad] }],
  "TRL, implicit": [{ chosen: [asked, good], rejected: [asked, bad] }],
  "TRL, as text": [{ prompt: "q", chosen: "good", rejected: "bad" }],
  "UltraFeedback, binarized": [
    { prompt: "q", prompt_id: "1", chosen: [asked, good], rejected: [asked, bad], messages: [asked, good] },
  ],
  orca_dpo_pairs: [{ system: "Be brief.", question: "q", chosen: "good", rejected: "bad" }, [], "Be brief."],
  "argilla, input": [{ system: "Be brief.", input: "q", chosen: "good", rejected: "bad" }, [], "Be brief."],
  "argilla, instruction": [{ instruction: "q", chosen: [asked, good], rejected: [asked, bad] }],
  "a system_prompt": [
    { system_prompt: "Be brief.", prompt: "q", chosen: "good", rejected: "bad" },
    [],
    "Be brief.",
  ],
  Alpaca: [{ instruction: "q", input: "", chosen: "good", rejected: "bad" }],
  "HH-RLHF": [{ chosen: `${hh} good`, rejected: `${hh} bad` }, earlier],
  "HH-RLHF, prompted": [{ prompt: hh, chosen: "good", rejected: "bad" }, earlier],
  "LLaMA-Factory": [
    {
      conversations: [{ from: "human", value: "q" }],
      chosen: { from: "gpt", value: "good" },
      rejected: { from: "gpt", value: "bad" },
    },
  ],
  "LLaMA-Factory, with a prompt among them": [
    {
      conversations: [
        { from: "system", value: "Be brief." },
        { from: "human", value: "q" },
      ],
      chosen: { from: "gpt", value: "good" },
      rejected: { from: "gpt", value: "bad" },
    },
    [],
    "Be brief.",
  ],
  OpenAI: [
    {
      input: { messages: [asked], tools, parallel_tool_calls: true },
      preferred_output: [good],
      non_preferred_output: [bad],
    },
  ],
};

async function read(given: readonly object[], name: string): Promise<readonly Dialog[]> {
  const file = join(await temporaryFolder(), name);
  await writeFile(file, given.map((row) => JSON.stringify(row)).join("\n"));
  return Array.fromAsync(loadDialogs(file));
}

describe("preference rows", () => {
  it.each(Object.entries(rows))(
    "of %s are read, and written as pairs again",
    async (_, [row, before = [], system]) => {
      const three = [row, row, row].map((each, at) => ({ ...each, id: `r${at}` }));
      const dialogs = await read(three, "rows.jsonl");
      expect(dialogs.map(({ turns }) => turns.map(({ speaker, text }) => `${speaker}: ${text}`))).toEqual(
        three.map(() => [...before, "user: q", "assistant: good"]),
      );
      expect(dialogs[0]?.annotations).toMatchObject({ rejected: [bad] });
      // Three alike are copies of each other: one of each is enough.
      const out = join(await temporaryFolder(), "out");
      const summary = await exportDialogs(dialogs.slice(0, 1), {
        out,
        format: "dpo",
        assistant: "assistant",
      });
      expect(summary).toMatchObject({ written: { train: 1 }, skipped: 0 });
      const pair = JSON.parse(await readFile(join(out, "train.jsonl"), "utf8")) as Record<string, unknown>;
      const said = before.map((line) => ({ role: line.split(":")[0], content: line.split(": ")[1] }));
      expect(pair).toMatchObject({
        prompt: [...(system === undefined ? [] : [{ role: "system", content: system }]), ...said, asked],
        chosen: [good],
        rejected: [bad],
      });
      const again = await Array.fromAsync(loadDialogs(join(out, "train.jsonl")));
      expect(again.map(({ turns }) => turns.map(({ text }) => text))).toEqual([
        dialogs[0]?.turns.map(({ text }) => text),
      ]);
      expect(again[0]?.annotations).toMatchObject({ rejected: [bad] });
    },
  );

  it("that part long before their end are one pair of talks", async () => {
    const shared = [asked, good];
    const chosen = [...shared, { role: "user", content: "why?" }, { role: "assistant", content: "so" }];
    const rejected = [...shared, { role: "user", content: "why?" }, bad];
    const [dialog] = await read([{ chosen, rejected }], "rows.json");
    expect(dialog?.turns.map(({ text }) => text)).toEqual(["q", "good", "why?", "so"]);
    const early = await read(
      [{ chosen: [asked, good, ...chosen.slice(2)], rejected: [asked, bad, ...rejected.slice(2)] }],
      "rows.json",
    );
    const out = join(await temporaryFolder(), "out");
    await exportDialogs(early, { out, format: "dpo", assistant: "assistant" });
    expect(JSON.parse(await readFile(join(out, "train.jsonl"), "utf8"))).toMatchObject({
      prompt: [asked],
      chosen: chosen.slice(1),
      rejected: [bad, ...rejected.slice(2)],
    });
  });

  it("keep what OpenAI's tell of tools", async () => {
    const [dialog] = await read([rows["OpenAI"]![0]], "rows.json");
    expect(dialog?.extra["tools"]).toEqual(tools);
    expect(dialog?.annotations).toMatchObject({ input: { parallel_tool_calls: true } });
  });
});

describe("what a row tells the assistant", () => {
  it.each([
    { system_prompt: "Be brief.", question: "q", response: "a" },
    { system: "Be brief.", question: "q", answer: "a" },
    { system_prompt: "Be brief.", instruction: "q", output: "a" },
    {
      system_prompt: "Be brief.",
      conversations: [
        { from: "human", value: "q" },
        { from: "gpt", value: "a" },
      ],
    },
    { system: "Be brief.", messages: [asked, good] },
    { system_prompt: "Be brief.", messages: [{ role: "system", content: "Be brief." }, asked, good] },
    { system: "Be brief.", prompt: "q", completion: "a" },
  ])("is the system message that is exported: %j", async (row) => {
    const dialogs = await read([row], "rows.json");
    const out = join(await temporaryFolder(), "out");
    await exportDialogs(dialogs, { out, format: "openai", assistant: "assistant" });
    const { messages } = JSON.parse(await readFile(join(out, "train.jsonl"), "utf8")) as {
      messages: object[];
    };
    expect(messages[0]).toEqual({ role: "system", content: "Be brief." });
    expect(messages).toHaveLength(3);
  });

  it("stands before what its messages tell besides", async () => {
    const [dialog] = await read(
      [{ system: "Be brief.", messages: [{ role: "system", content: "Be kind." }, asked, good] }],
      "r.json",
    );
    expect(dialog?.personas).toEqual({ assistant: { system_prompt: "Be brief.\nBe kind." } });
  });
});

describe("answers beside a whole conversation", () => {
  const answered = [asked, good];
  it.each<readonly [string, object, readonly string[], unknown, string | undefined]>([
    [
      "the better one, said already",
      { messages: answered, chosen: "good", rejected: "bad" },
      ["q", "good"],
      [bad],
      undefined,
    ],
    [
      "the worse one, said already",
      { messages: [asked, bad], chosen: "good", rejected: "bad" },
      ["q", "good"],
      [bad],
      undefined,
    ],
    [
      "labels",
      { messages: answered, chosen: "yes", rejected: "no" },
      ["q", "good"],
      "no",
      "kept as annotations",
    ],
    [
      "nothing that is worse",
      { prompt: "q", chosen: "good", rejected: "" },
      ["q", "good"],
      expect.anything(),
      "without a worse answer",
    ],
  ])("%s", async (_, row, said, rejected, told) => {
    const file = join(await temporaryFolder(), "rows.jsonl");
    await writeFile(file, JSON.stringify(row));
    const notes: string[] = [];
    const [dialog] = await Array.fromAsync(loadDialogs(file, { onNote: (note) => void notes.push(note) }));
    expect(dialog?.turns.map(({ text }) => text)).toEqual(said);
    expect(dialog?.annotations).toMatchObject({ rejected });
    expect(notes).toEqual(told === undefined ? [] : [expect.stringContaining(told) as string]);
  });
});
