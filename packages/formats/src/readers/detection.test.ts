import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Dialog, Random, registered, type SDialogError, lookUp } from "@sdialog/core";
import { loadDialogs } from "@sdialog/core/fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import "../index.ts";
import { sampleFiles } from "../testing/sample-files.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "sdialog-detection-"));
});
afterAll(() => rm(folder, { recursive: true }));

/** A list, as many times over as a number says. */
const often = <Item>(list: readonly Item[], times: number): Item[] =>
  Array.from({ length: times }, () => list).flat();

const isListOfObjects = (value: unknown): value is object[] =>
  Array.isArray(value) && value.length > 0 && value.every((each) => typeof each === "object");

/** The value with its last list of objects many times as long, wherever that stands; objects of dialogues have many more. */
function enlarged(reader: string, value: object, times: number): object {
  if (Array.isArray(value)) return often(value, times);
  const entries = Object.entries(value);
  if (reader === "multiwoz-2.1")
    return Object.fromEntries(
      often(entries, times).map(([key, inner], at) => [`${at}-${key}`, inner as unknown]),
    );
  const found = entries
    .map(([, each], index) => [index, each as object] as const)
    .findLast(([, each]) => isListOfObjects(each) || (each !== null && isHolder(each)));
  // One record to a line, say.
  if (found === undefined) return value;
  const [at, inner] = found;
  return Object.fromEntries(entries.with(at, [entries[at]?.[0] ?? "", enlarged(reader, inner, times)]));
}

const isHolder = (value: unknown): boolean =>
  typeof value === "object" &&
  value !== null &&
  !Array.isArray(value) &&
  Object.values(value).some(isListOfObjects);

interface Written {
  readonly reader: string;
  readonly value?: object;
  readonly lines?: readonly string[];
}

const written = sampleFiles.flatMap(({ reader, file, text }): Written[] => {
  if (!/^[[{]/.test(text)) return [];
  if (file.endsWith(".jsonl")) return [{ reader, lines: text.trim().split("\n") }];
  return [{ reader, value: JSON.parse(text) as object }];
});

function bestReader(text: string): string | undefined {
  const sample = { source: "something", text, whole: false };
  const fits = registered("reader").flatMap(({ name }) => {
    const { detect } = lookUp("reader", name);
    return detect === undefined ? [] : [{ name, fit: detect(sample).fit }];
  });
  const [best] = fits.toSorted((a, b) => b.fit - a.fit);
  return best === undefined || best.fit < 0.5 ? undefined : best.name;
}

describe("a file that goes on behind what is looked at", () => {
  it.each(written.map((each) => [each.reader, each] as const))(
    "of %s is found wherever it is cut",
    (reader, { value, lines }) => {
      const random = new Random(5).fork(reader);
      const wrong: [number, string | undefined][] = [];
      for (const indent of [0, 2]) {
        const text =
          lines !== undefined
            ? `${often(lines, 12).join("\n")}\n`
            : JSON.stringify(enlarged(reader, value ?? {}, 12), null, indent);
        for (let tries = 0; tries < 5; tries++) {
          const cut = random.integer(Math.floor(text.length / 2), text.length - 2);
          const found = bestReader(text.slice(0, cut));
          // One value is a dialogue, several are several, in the same form.
          if (found !== reader && !(reader === "json" && found === "json")) wrong.push([cut, found]);
        }
      }
      expect(wrong).toEqual([]);
    },
  );

  it("is found though what tells stands behind a long list", async () => {
    const path = join(folder, "results.json");
    const task = { id: "0", purpose: "a refund", policy: "x".repeat(2000) };
    const simulations = [
      { id: "s", task_id: "0", messages: [{ role: "user", content: "Hi" }], reward_info: {} },
    ];
    await writeFile(
      path,
      JSON.stringify({ info: {}, tasks: Array.from({ length: 300 }, () => task), simulations }),
    );
    const readers: string[] = [];
    const dialogs = await Array.fromAsync(
      loadDialogs(path, { onReader: (_, reader) => readers.push(reader) }),
    );
    expect(readers).toEqual(["tau2"]);
    expect(dialogs[0]?.toJSON()).toMatchObject({
      scenario: { purpose: "a refund" },
      annotations: { info: {} },
    });
  });
});

describe("one bad message among others", () => {
  const { text: discord } = sampleFiles.find(({ reader }) => reader === "discord")!;

  it.each([
    ["discord", ["messages"], "author"],
    ["telegram", ["chats", "list", 0, "messages"], "date"],
    ["slack", [], "ts"],
    ["teams", ["value"], "createdDateTime"],
  ] as const)(
    "of %s is skipped with its path and line, and the others are read",
    async (reader, way, key) => {
      const { text, turns } = sampleFiles.find((sample) => sample.reader === reader)!;
      const value = JSON.parse(text) as object;
      const list = way.reduce<unknown>(
        (inner, step) => (inner as Record<string, unknown>)[step],
        value,
      ) as object[];
      list.splice(1, 0, { ...list[0], [key]: undefined });
      const sample = JSON.stringify(value, null, 1);
      const path = join(folder, `${reader}.json`);
      await writeFile(path, sample);
      const told: (SDialogError & { path?: unknown; line?: number })[] = [];
      const dialogs = await Array.fromAsync(loadDialogs(path, { onError: (error) => told.push(error) }));
      expect(
        dialogs.map((dialog) => dialog.turns.map(({ speaker, text: said }) => `${speaker}: ${said}`)),
      ).toEqual(turns);
      expect(told).toMatchObject([{ code: "data_format", path: [...way, 1, key] }]);
      expect(told[0]?.message).toContain(`not a record of ${reader}: ${[...way, 1, key].join(".")}`);
      // Where the message begins.
      const before = sample.split("\n").slice(0, (told[0]?.line ?? 0) - 1);
      expect(sample.split("\n")[(told[0]?.line ?? 0) - 1]?.trim()).toBe("{");
      expect(
        before.filter((line) => line.includes("content") || line.includes('"date"') || line.includes('"ts"'))
          .length,
      ).toBeGreaterThan(0);
      await expect(Array.fromAsync(loadDialogs(path))).rejects.toMatchObject({
        hint: expect.stringContaining(`Read as ${reader}`) as string,
      });
    },
  );

  it("is all there is, and is named by its own format", async () => {
    const value = JSON.parse(discord) as { messages: object[] };
    const path = join(folder, "one.json");
    await writeFile(
      path,
      JSON.stringify({ ...value, messages: [{ ...value.messages[0], author: undefined }] }),
    );
    await expect(Array.fromAsync(loadDialogs(path))).rejects.toThrow(
      "not a record of discord: messages.0.author",
    );
  });
});

describe("what stands beside the dialogues of a file", () => {
  const chat = (name: string): object => ({
    name,
    type: "personal_chat",
    id: name,
    messages: [{ id: 1, type: "message", date: "2024-03-12T10:00:00", from: name, text: "Hi" }],
  });
  const read = async (value: unknown): Promise<Dialog[]> => {
    const path = join(folder, "around.json");
    await writeFile(path, JSON.stringify(value));
    return Array.fromAsync(loadDialogs(path));
  };

  it("is kept with the first of them, or where it comes behind them, with the last", async () => {
    const dialogs = await read({
      about: "a",
      chats: { about: "b", list: [chat("Ann"), chat("Bo")] },
      left_chats: { list: [chat("Cy")] },
      sessions: [1],
    });
    expect(dialogs.map(({ id, annotations }) => [id, (annotations as { file?: unknown }).file])).toEqual([
      ["Ann", { about: "a", chats: { about: "b" } }],
      ["Bo", undefined],
      ["Cy", { sessions: [1] }],
    ]);
  });

  it("may be what all of them need, wherever it stands", async () => {
    const simulation = (id: string): object => ({
      id,
      task_id: 7,
      messages: [{ role: "user", content: "Hi" }],
    });
    const dialogs = await read({
      simulations: [simulation("a"), simulation("b")],
      tasks: [{ id: "7", purpose: "p" }],
      seed: 1,
    });
    expect(dialogs.map((dialog) => dialog.toJSON())).toMatchObject([
      { id: "a", scenario: { purpose: "p" }, annotations: { seed: 1 } },
      { id: "b", scenario: { purpose: "p" }, annotations: { seed: 1 } },
    ]);
  });

  it.each([
    [
      "persona-chat",
      { personality: ["I row."], utterances: [{ history: ["Hi"], candidates: ["No.", "Hello"] }] },
    ],
    ["openai", { messages: [{ role: "user", content: "Hi" }] }],
  ])("are the parts of a dataset: %s", async (_, row) => {
    const dialogs = await read({ version: 1, train: [row, row], valid: [row] });
    expect(dialogs.map(({ annotations }) => annotations)).toMatchObject([
      { split: "train", file: { version: 1 } },
      { split: "train" },
      { split: "valid" },
    ]);
  });
});
