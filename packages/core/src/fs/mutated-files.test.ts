import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Buffer } from "node:buffer";
import { array, assert, asyncProperty, constantFrom, nat, record, uint8Array } from "fast-check";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { z } from "zod";
import { defineAttributes } from "../attributes/define-attributes.ts";
import { Context } from "../context.ts";
import { Dialog } from "../dialog/dialog.ts";
import { SDialogError } from "../errors/sdialog-error.ts";
import { formatDialogJson } from "../text/dialog-json.ts";
import { formatDialogJsonl } from "../text/dialog-jsonl.ts";
import { formatDialogTable } from "../text/dialog-table.ts";
import { formatDialogText } from "../text/dialog-text.ts";
import { loadAttributes, loadDialog, loadDialogs } from "./index.ts";

class Person extends defineAttributes("Person", {
  name: z.string().default(""),
  age: z.number().nullable().default(null),
}) {}

const dialog = new Dialog({
  id: 3,
  seed: 7,
  complete: true,
  turns: [
    { speaker: "Zoë", text: 'one, "two"\nthree' },
    { text: "four", act: "greet" },
  ],
  events: [
    {
      agent: "Zoë",
      action: "tool",
      actionLabel: "call",
      content: { name: "f", args: [1, null] },
      timestamp: 1,
    },
  ],
  personas: { Zoë: { name: "Zoë", _metadata: { className: "Person" } } },
});
const files: Readonly<Record<string, string>> = {
  "x.json": formatDialogJson(dialog),
  "x.jsonl": formatDialogJsonl(dialog).repeat(2),
  "x.csv": formatDialogTable(dialog),
  "x.tsv": formatDialogTable(dialog, { delimiter: "\t" }),
  "x.txt": formatDialogText(dialog),
  "person.json": JSON.stringify(new Person({ name: "Ed", age: 4 }).toJSON({ metadata: true }), null, 1),
};

/** One edit of a file: some of its bytes give way to others, or to a copy of another part of it. */
const edit = record({
  at: nat(),
  length: constantFrom(0, 1, 1, 3, 40, 100_000),
  put: constantFrom("random", "copy", "token"),
  random: uint8Array({ maxLength: 4 }),
  token: constantFrom(
    "{",
    "}",
    "[",
    "]",
    '"',
    ",",
    ":",
    "null",
    "true",
    "-1e999",
    "[[[[",
    '{"":',
    "\u0000",
    "\uFEFF",
    "\r",
    "\t",
    "\\",
    '"__proto__":',
  ),
  from: nat(),
});
const loaders = [
  (path: string) => loadDialog(path),
  (path: string) => loadAttributes(path, [Person, Context]),
  (path: string) => loadAttributes(path, Person),
  async (path: string) => {
    for await (const loaded of loadDialogs(path)) expect(loaded).toBeInstanceOf(Dialog);
  },
];

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "sdialog-"));
});
afterAll(async () => {
  await rm(folder, { recursive: true });
});

const changes = inject("sweeping") ? 100 : 25;

describe("mutated files", () => {
  it.each(Object.entries(files))(
    "of the kind %s are read or refused with a typed error that names the file",
    async (name, text) => {
      const path = join(folder, name);
      let refused = 0;
      await assert(
        asyncProperty(array(edit, { minLength: 1, maxLength: 4 }), async (edits) => {
          let bytes = Buffer.from(text);
          for (const { at, length, put, random, token, from } of edits) {
            const start = at % (bytes.length + 1);
            const copied = bytes.subarray(from % (bytes.length + 1)).subarray(0, 60);
            const piece = put === "random" ? random : put === "copy" ? copied : Buffer.from(token);
            bytes = Buffer.concat([bytes.subarray(0, start), piece, bytes.subarray(start + length)]);
          }
          await writeFile(path, bytes);
          for (const load of loaders) {
            try {
              await load(path);
            } catch (error) {
              if (!SDialogError.isInstance(error)) throw error;
              expect(error.message).toContain(path);
              refused++;
            }
          }
        }),
        { numRuns: changes },
      );
      expect(refused / changes).toBeGreaterThan(0.1);
    },
  );
});
