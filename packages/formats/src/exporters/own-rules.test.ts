import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { Dialog, type DialogEventInput, registered } from "@sdialog/core";
import { loadDialogs } from "@sdialog/core/fs";
import { array, constantFrom, sample } from "fast-check";
import { describe, expect, it } from "vitest";
import "../index.ts";
import { systemLabel } from "../messages/system-text.ts";
import { temporaryFolder } from "../testing/temporary-folder.ts";
import { readsForm, trainerNamed, trainers } from "../training/trainers.ts";
import { validateDialogs } from "../training/validate-dialogs.ts";
import { exportDialogs } from "./export-dialogs.ts";

type Step = readonly [agent: string, action: "say" | "call" | "output" | "system", content: unknown];

const q: Step = ["user", "say", "When?"];
const a: Step = ["assistant", "say", "At noon."];
const call = (args: unknown, id = "c1"): Step => ["assistant", "call", { name: "look_up", args, id }];
const output = (given: unknown, id = "c1"): Step => [
  "assistant",
  "output",
  { name: "look_up", output: given, call_id: id },
];

/** Ordinary dialogues that a trainer may stumble over. */
const awkward: Readonly<Record<string, readonly Step[]>> = {
  plain: [q, a],
  "the assistant first": [a, q, a],
  "two of one side in a row": [q, q, a, a, q, a],
  "nobody answers the end": [q, a, q],
  "an empty answer": [q, ["assistant", "say", ""], q, a],
  "three speakers": [q, ["expert", "say", "Well."], a],
  "a system message in the middle": [q, a, ["assistant", "system", "Hurry."], q, a],
  "a call and its result": [q, call({ day: "Monday" }), output("open"), a],
  "a result that is an object": [q, call({ day: 1 }), output({ open: true }), a],
  "a result of nothing": [q, call({ day: 1 }), output(null), a],
  "two calls at once": [q, call({ day: 1 }), call({ day: 2 }, "c2"), output("1"), output("2", "c2"), a],
  "calls in a row": [q, call({}), output("1"), call({ day: 2 }, "c2"), output("2", "c2"), a],
  "a call at the end": [q, a, q, call({ day: 1 })],
  "a call nobody waits for": [q, call({ day: 1 }), a],
  "a call before anybody asks": [call({ day: 1 }), output("open"), q, a],
  "a result without a call": [q, output("open"), a],
  ...Object.fromEntries(
    ['{"day": 1}', "day one", "", "5", '"quoted"', "[1]", 5, ["a"], null, '{"cut": ', true].map((args) => [
      `arguments that are ${JSON.stringify(args)}`,
      [q, call(args), output("open"), a],
    ]),
  ),
};

function dialogOf(id: string, steps: readonly Step[], more: object): Dialog {
  const events = steps.map(([agent, action, content]): DialogEventInput => {
    if (action === "say") return { agent, action: "utter", content, timestamp: 0 };
    if (action === "system")
      return { agent, action: "instruct", actionLabel: systemLabel, content, timestamp: 0 };
    return { agent, action: "tool", actionLabel: action, content, timestamp: 0 };
  });
  const turns = steps
    .filter(([, action]) => action === "say")
    .map(([speaker, , text]) => ({ speaker, text: String(text) }));
  return new Dialog({ id, turns, events, ...more });
}

const tools = [{ name: "look_up", description: "", parameters: { type: "object", properties: {} } }];
const dialogs = Object.entries(awkward).flatMap(([name, steps]) => [
  dialogOf(name, steps, { tools }),
  dialogOf(`${name}, prompted`, [["user", "say", `${name}?`], a, ...steps], {
    tools: [{ name: "other" }],
    personas: { assistant: { system_prompt: "Be brief." } },
  }),
]);

const openings = [undefined, "message", "system"] as const;

const formats = registered("exporter")
  .filter(({ training, schema }) => training && schema === undefined)
  .map(({ name }) => name);

describe("what an export writes passes what validate says of the same trainer:", () => {
  it.each(formats)("%s", async (format) => {
    expect(formats).toEqual(["openai", "sharegpt", "messages", "completions", "parquet"]);
    const written: Record<string, number> = {};
    const { form } = registered("exporter").find(({ name }) => name === format) ?? {};
    for (const trainer of [undefined, ...Object.keys(trainers)]) {
      const out = join(await temporaryFolder(), "out");
      if (form !== undefined && !readsForm(trainerNamed(trainer), form)) {
        const refused = exportDialogs(dialogs, { out, format, for: trainer, assistant: "assistant" });
        await expect(refused).rejects.toMatchObject({
          code: "invalid_argument",
          hint: expect.stringContaining(`"${trainers[trainer ?? ""]?.format}"`) as string,
        });
        continue;
      }
      const summary = await exportDialogs(dialogs, { out, format, for: trainer, assistant: "assistant" });
      written[trainer ?? "none"] = summary.written.train ?? 0;
      expect(
        summary.skipped + (format === "completions" ? 0 : (summary.written.train ?? 0)),
      ).toBeLessThanOrEqual(dialogs.length);
      if (summary.written.train === 0) continue;
      const file = (await readdir(out)).find((name) => name.startsWith("train")) ?? "";
      const read = await Array.fromAsync(loadDialogs(join(out, file)));
      // Parquet goes to no trainer as it stands: what has no fixed form is JSON text in it.
      for (const asWritten of format === "parquet" ? [false] : [true, false]) {
        const report = await validateDialogs(read, { for: trainer, asWritten, assistant: "assistant" });
        const { duplicate: _, ...reasons } = report.reasons;
        expect({ trainer, asWritten, reasons }).toEqual({ trainer, asWritten, reasons: {} });
      }
    }
    expect(Math.min(...Object.values(written))).toBeGreaterThan(3);
  });

  it("refuses arguments that are no object, in every format, and counts them", async () => {
    for (const format of formats) {
      const out = join(await temporaryFolder(), "out");
      const { reasons } = await exportDialogs(dialogs, { out, format, assistant: "assistant" });
      expect([format, reasons["arguments"]]).toEqual([format, 16]);
    }
  });
});

describe("what validate passes is what an export writes, and passes again as it stands:", () => {
  const steps = constantFrom(q, a, call({ day: 1 }), output("open"), [
    "assistant",
    "system",
    "Hurry.",
  ] as const);
  const drawn = sample(array(steps, { minLength: 1, maxLength: 7 }), { numRuns: 60, seed: 1 });
  const all = [...dialogs, ...drawn.map((some, at) => dialogOf(`drawn ${at}`, some, { tools }))];

  it.each(Object.keys(trainers).flatMap((name) => openings.map((opening) => [name, opening] as const)))(
    "%s, opening %s",
    async (name, opening) => {
      const asked = { for: name, assistant: "assistant", ...(opening === undefined ? {} : { opening }) };
      const passed = new Set(all);
      const { checked } = await validateDialogs(all, { ...asked, onProblem: (each) => passed.delete(each) });
      const written = new Set(all);
      const out = join(await temporaryFolder(), "out");
      const { files } = await exportDialogs(all, { ...asked, out, onSkip: (each) => written.delete(each) });
      expect(checked).toBe("as_exported");
      expect([...written].map(({ id }) => id)).toEqual([...passed].map(({ id }) => id));
      expect(written.size).toBeGreaterThan(5);
      const [file = ""] = files;
      const again = { for: name, assistant: "assistant", asWritten: true };
      expect(await validateDialogs(loadDialogs(file), again)).toMatchObject({ total: written.size });
      const { duplicate: _, ...reasons } = (await validateDialogs(loadDialogs(file), again)).reasons;
      expect(reasons).toEqual({});
    },
  );
});
