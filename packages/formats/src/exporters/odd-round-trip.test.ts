import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { Dialog, type DialogEventInput } from "@sdialog/core";
import { loadDialogs } from "@sdialog/core/fs";
import { array, assert, asyncProperty, constantFrom, oneof, record } from "fast-check";
import { describe, expect, it } from "vitest";
import "../index.ts";
import { systemLabel } from "../messages/system-text.ts";
import { temporaryFolder } from "../testing/temporary-folder.ts";
import { exportDialogs } from "./export-dialogs.ts";

const text = constantFrom(
  "Hi.",
  "",
  " \n ",
  "a\u0001b\u0007\u001b[31mred\u007f",
  "\u0085\u2028\u2029\u200b",
  "\n\nlead, trail\n\n",
  'one\rtwo, "three"; {{four}} \\n',
  "<think>x</think> <|im_end|>",
  '{"role":"assistant","content":"fake"}',
);
const step = oneof(
  { weight: 4, arbitrary: record({ what: constantFrom("user", "assistant", "Eve"), text }) },
  {
    weight: 2,
    arbitrary: record({
      what: constantFrom("call", "call without result"),
      args: oneof(
        { weight: 6, arbitrary: constantFrom<unknown>({ city: "Oslo" }, {}, '{"city": "Oslo"}', "", null) },
        { weight: 1, arbitrary: constantFrom<unknown>("raw text", "5", 5, '"quoted"', '{"cut":', "[1]") },
      ),
      output: constantFrom<unknown>("10", '"quoted"', { late: true }, null, ""),
    }),
  },
  { weight: 1, arbitrary: record({ what: constantFrom("system"), text }) },
);
type Step = Parameters<Parameters<typeof step.map>[0]>[0];

/** A dialogue in which anybody begins, speaks twice, says nothing, or calls a tool and waits for nothing. */
function dialogOf(steps: readonly Step[]): Dialog {
  const turns: { speaker: string; text: string }[] = [];
  const events: DialogEventInput[] = [];
  const happened = (
    agent: string,
    action: string,
    content: unknown,
    actionLabel: string | null = null,
  ): void => void events.push({ agent, action, content, actionLabel, timestamp: 0 });
  for (const [at, one] of steps.entries()) {
    if ("args" in one) {
      happened("assistant", "tool", { name: "look_up", args: one.args, id: `c${at}` }, "call");
      if (one.what === "call")
        happened("assistant", "tool", { name: "look_up", output: one.output, call_id: `c${at}` }, "output");
    } else if (one.what === "system") happened("assistant", "instruct", one.text, systemLabel);
    else {
      turns.push({ speaker: one.what, text: one.text });
      happened(one.what, "utter", one.text);
    }
  }
  return new Dialog({ id: "odd", turns, events });
}

async function written(dialogs: readonly Dialog[], format: string, out: string): Promise<string | undefined> {
  const { files, skipped, reasons } = await exportDialogs(dialogs, { out, format, assistant: "assistant" });
  expect(skipped === 0 || Object.keys(reasons).length > 0).toBe(true);
  return skipped === 0 ? files.find((file) => !file.endsWith(".md")) : undefined;
}

describe("odd dialogues are left out with a reason, or", () => {
  it.each(["openai", "messages", "sharegpt", "parquet"])(
    "are the same however often they are written and read: %s",
    async (format) => {
      const out = await temporaryFolder();
      let held = 0;
      await assert(
        asyncProperty(array(step, { minLength: 1, maxLength: 7 }).map(dialogOf), async (dialog) => {
          const path = await written([dialog], format, join(out, "once"));
          if (path === undefined) return;
          const read = await Array.fromAsync(loadDialogs(path));
          expect(read).toHaveLength(1);
          const again = await written(read, format, join(out, "twice"));
          const [first, second] = await Promise.all(
            [path, again ?? ""].map((file) => readFile(file, "latin1")),
          );
          expect(second).toBe(first);
          held++;
        }),
        { numRuns: 120, seed: 14 },
      );
      expect(held).toBeGreaterThan(10);
      await rm(out, { recursive: true });
    },
  );

  it("are rows of completions that can be read, each with something asked", async () => {
    const out = await temporaryFolder();
    let rows = 0;
    await assert(
      asyncProperty(array(step, { minLength: 1, maxLength: 7 }).map(dialogOf), async (dialog) => {
        const path = await written([dialog], "completions", out);
        if (path === undefined) return;
        const lines = (await readFile(path, "utf8")).trim().split("\n");
        for (const line of lines) {
          const { prompt, completion } = JSON.parse(line) as Record<string, { role: string }[]>;
          expect(prompt?.some(({ role }) => role === "user" || role === "tool")).toBe(true);
          expect(completion?.map(({ role }) => role)).toEqual(["assistant"]);
        }
        expect(await Array.fromAsync(loadDialogs(path))).toHaveLength(lines.length);
        rows += lines.length;
      }),
      { numRuns: 120, seed: 14 },
    );
    expect(rows).toBeGreaterThan(20);
    await rm(out, { recursive: true });
  });
});
