import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Dialog, type DialogEventInput, registered } from "@sdialog/core";
import { loadDialogs } from "@sdialog/core/fs";
import {
  array,
  assert,
  asyncProperty,
  boolean,
  constantFrom,
  dictionary,
  integer,
  jsonValue,
  option,
  record,
} from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import "../index.ts";
import type { ChatMessage } from "../messages/chat-message.ts";
import { chatMessages, trainableMessages } from "../messages/chat-messages.ts";
import { chatTools } from "../messages/chat-tools.ts";
import { smallTokenizer } from "../testing/small-tokenizer.ts";
import { exportDialogs } from "./export-dialogs.ts";

let folder: string;
let template: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "sdialog-round-trip-"));
  template = join(folder, "chatml.jinja");
  // As Qwen's and Hermes' templates write calls and results.
  await writeFile(
    template,
    `{%- for m in messages %}{% if m.role == 'tool' %}{{ '<|im_start|>user\\n<tool_response>\\n' + m.content + '\\n</tool_response><|im_end|>\\n' }}{% else %}{{ '<|im_start|>' + m.role + '\\n' + m.content }}{% for c in m.tool_calls or [] %}{{ '\\n<tool_call>\\n' + ({'name': c.function.name, 'arguments': c.function.arguments} | tojson) + '\\n</tool_call>' }}{% endfor %}{{ '<|im_end|>\\n' }}{% endif %}{% endfor -%}`,
  );
});
afterAll(() => rm(folder, { recursive: true }));

/** Texts that a format might misunderstand. */
const said = constantFrom(
  "Hi.",
  "line\nbreak",
  'a "quote"; and, more',
  "Ann: not a speaker",
  "# 1",
  "été 🙂",
  "<b>x</b>",
  "{}",
  "[1, 2]",
  "user: no",
);
const call = record({
  name: constantFrom("delays", "book", "look_up"),
  args: dictionary(constantFrom("line", "day", "n"), jsonValue({ maxDepth: 1 }), { maxKeys: 2 }),
  output: constantFrom("10", "none", '{"late": true}', '["a","b"]', "two\nlines"),
});
const exchange = record({
  asked: said,
  rounds: array(
    record({ calls: array(call, { minLength: 1, maxLength: 3 }), text: option(constantFrom("Wait.")) }),
    {
      maxLength: 2,
    },
  ),
  answered: said,
});
const conversation = record({
  exchanges: array(exchange, { minLength: 1, maxLength: 3 }),
  system: option(constantFrom("Be brief.", 'Say "so":\nyes.')),
  tools: boolean(),
  seed: integer({ min: 0, max: 9 }),
});

type Conversation = Parameters<Parameters<typeof conversation.map>[0]>[0];

function dialogOf({ exchanges, system, tools, seed }: Conversation, number: number): Dialog {
  const turns: { speaker: string; text: string }[] = [];
  const events: DialogEventInput[] = [];
  const happened = (agent: string, action: string, content: unknown, actionLabel?: string): void =>
    void events.push({
      agent,
      action,
      content,
      timestamp: 0,
      ...(actionLabel === undefined ? {} : { actionLabel }),
    });
  let calls = 0;
  for (const [at, { asked, rounds, answered }] of exchanges.entries()) {
    // No two dialogues may say the same: copies are left out.
    const question = at === 0 ? `${number}. ${asked}` : asked;
    turns.push({ speaker: "user", text: question });
    happened("user", "utter", question);
    const beside: string[] = [];
    for (const round of rounds) {
      const ids = round.calls.map(() => `c${++calls}`);
      for (const [index, { name, args }] of round.calls.entries()) {
        const text = index === 0 && round.text !== null ? { text: round.text } : {};
        happened("assistant", "tool", { name, args, id: ids[index], ...text }, "call");
      }
      if (round.text !== null) beside.push(round.text);
      for (const [index, { name, output }] of round.calls.entries())
        happened("assistant", "tool", { name, output, call_id: ids[index] }, "output");
    }
    const answer = [...beside, answered].join("\n\n");
    turns.push({ speaker: "assistant", text: answer });
    happened("assistant", "utter", answer);
  }
  const described = ["delays", "book", "look_up"].map((name) => ({
    name,
    description: `To ${name}`,
    parameters: { type: "object", properties: { line: { type: "string" } } },
  }));
  return new Dialog({
    id: `d${number}`,
    turns,
    events,
    seed,
    ...(system === null ? {} : { personas: { assistant: { system_prompt: system } } }),
    ...(tools ? { tools: described } : {}),
  });
}

const dialogs = array(conversation, { minLength: 1, maxLength: 3 }).map((made) => made.map(dialogOf));

/** What a model would be trained on. */
const taught = (dialog: Dialog): readonly ChatMessage[] =>
  trainableMessages(dialog, { assistant: "assistant" });
/** The same where a format knows no ids of calls, and has no place for words beside them. */
const withoutIds = (messages: readonly ChatMessage[]): unknown => {
  let beside: string[] = [];
  return messages.map((message) => {
    if (message.role === "tool") return { role: message.role, content: message.content };
    if (message.role !== "assistant") return message;
    if (message.tool_calls !== undefined) {
      if (message.content !== "") beside.push(message.content);
      return { role: message.role, calls: message.tool_calls.map(({ function: called }) => called) };
    }
    const content = [...beside, message.content].join("\n\n");
    beside = [];
    return { role: message.role, content };
  });
};

async function thereAndBack(made: readonly Dialog[], format: string, more: object = {}): Promise<Dialog[]> {
  const { files, skipped } = await exportDialogs(made, { out: join(folder, format), format, ...more });
  expect(skipped).toBe(0);
  const path = files.find((file) => !file.endsWith(".md")) as string;
  return Array.fromAsync(loadDialogs(path));
}

const runs = { numRuns: 12 };

describe("what an export writes is read back:", () => {
  it("there is a test for every exporter", () => {
    const known = [
      "jsonl",
      "openai",
      "sharegpt",
      "messages",
      "completions",
      "parquet",
      "dpo",
      "chat-template",
      "tokens",
      "csv",
      "txt",
    ];
    expect(registered("exporter").map(({ name }) => name)).toEqual(known);
  });

  it("jsonl, all of it", async () => {
    await assert(
      asyncProperty(dialogs, async (made) => {
        const read = await thereAndBack(made, "jsonl");
        expect(read.map((dialog) => dialog.toJSON())).toEqual(made.map((dialog) => dialog.toJSON()));
      }),
      runs,
    );
  });

  it.each(["openai", "messages", "parquet"])(
    "%s, with calls made at once, results and tools",
    async (format) => {
      await assert(
        asyncProperty(dialogs, async (made) => {
          const read = await thereAndBack(made, format);
          expect(read.map(taught)).toEqual(made.map(taught));
          expect(read.map((dialog) => chatTools(dialog, "assistant"))).toEqual(
            made.map((dialog) => chatTools(dialog, "assistant")),
          );
          if (format === "openai") return;
          expect(read.map(({ id, seed }) => [id, seed])).toEqual(made.map(({ id, seed }) => [id, seed]));
        }),
        runs,
      );
    },
  );

  it("sharegpt, which knows no ids of calls", async () => {
    await assert(
      asyncProperty(dialogs, async (made) => {
        const read = await thereAndBack(made, "sharegpt");
        expect(read.map((dialog) => withoutIds(taught(dialog)))).toEqual(
          made.map((dialog) => withoutIds(taught(dialog))),
        );
        expect(read.map((dialog) => [dialog.id, chatTools(dialog, "assistant")])).toEqual(
          made.map((dialog) => [dialog.id, chatTools(dialog, "assistant")]),
        );
      }),
      runs,
    );
  });

  it("completions, a dialogue up to each answer", async () => {
    await assert(
      asyncProperty(dialogs, async (made) => {
        const read = await thereAndBack(made, "completions");
        const answers = made.flatMap((dialog) =>
          taught(dialog).flatMap(({ role }, at) =>
            role === "assistant" ? [taught(dialog).slice(0, at + 1)] : [],
          ),
        );
        // The last message may be a call: that is what was to be learned.
        expect(read.map((dialog) => chatMessages(dialog, { assistant: "assistant" }))).toEqual(answers);
      }),
      runs,
    );
  });

  it("dpo, the better answer as what was said, the worse one beside it", async () => {
    await assert(
      asyncProperty(dialogs, async (made) => {
        const worse = made.map((dialog) => {
          // What was said beside calls is the same.
          const turns = dialog.turns.map((turn, at) =>
            at === dialog.length - 1
              ? {
                  ...turn,
                  text: turn.text.replace(/(?:^|(?<=^Wait\.\n\n(?:Wait\.\n\n)?))(?!Wait).*$/s, "No."),
                }
              : turn,
          );
          return new Dialog({ ...dialog.toJSON(), turns });
        });
        const read = await thereAndBack(made, "dpo", { rejected: worse });
        for (const [index, dialog] of made.entries()) {
          expect(taught(read[index] as Dialog)).toEqual(taught(dialog));
          expect(read[index]?.id).toEqual(dialog.id);
          const { rejected } = read[index]!.annotations as { rejected: ChatMessage[] };
          expect(rejected.map(({ role }) => role)).toEqual(["assistant"]);
          expect(rejected[0]?.content).toMatch(/No\.$/);
        }
      }),
      runs,
    );
  });

  it("chat-template, as ChatML with calls and results in tags", async () => {
    await assert(
      asyncProperty(dialogs, async (made) => {
        const read = await thereAndBack(made, "chat-template", { template });
        expect(read.map((dialog) => withoutIds(taught(dialog)))).toEqual(
          made.map((dialog) => withoutIds(taught(dialog))),
        );
        expect(read.map(({ id }) => id)).toEqual(made.map(({ id }) => id));
      }),
      runs,
    );
  });

  it("tokens, with the tokenizer that they are of", async () => {
    const tokenizer = join(folder, "tokenizer.json");
    await writeFile(tokenizer, JSON.stringify(smallTokenizer()));
    await assert(
      asyncProperty(dialogs, async (made) => {
        const { files } = await exportDialogs(made, {
          out: join(folder, "tokens"),
          format: "tokens",
          template,
          tokenizer,
        });
        const read = await Array.fromAsync(loadDialogs(files[0] as string, { settings: { tokenizer } }));
        expect(read.map((dialog) => withoutIds(taught(dialog)))).toEqual(
          made.map((dialog) => withoutIds(taught(dialog))),
        );
      }),
      runs,
    );
  });

  it.each(["csv", "txt"])("%s, who said what", async (format) => {
    await assert(
      asyncProperty(dialogs, async (made) => {
        const spoken = ({ id, turns }: Dialog): unknown => [
          id,
          turns.map(({ speaker, text }) => [speaker, text]),
        ];
        expect((await thereAndBack(made, format)).map(spoken)).toEqual(made.map(spoken));
      }),
      runs,
    );
  });
});
