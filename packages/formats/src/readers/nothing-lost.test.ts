import { readDialogInput } from "@sdialog/core/fs";
import { expect, it } from "vitest";
import { parse, stringify } from "yaml";
import { blobInput } from "../hub/hub-dialogs.ts";
import "../index.ts";
import { sampleFiles } from "../testing/sample-files.ts";

/** Objects whose keys are names, not fields: nothing can be put beside them. */
const maps: Readonly<Record<string, RegExp>> = {
  // A node of the tree is its message and the way to others.
  chatgpt: /^\d+\.mapping(?:\.\w+)?$/,
  "multiwoz-2.1": /^$/,
  rasa: /^responses(?:\.\w+)?$/,
};

/** The value with a field of its own in every object, however deep; and the places of these objects. */
function planted(reader: string, value: unknown): { readonly value: unknown; readonly places: string[] } {
  const places: string[] = [];
  const plant = (inner: unknown, path: readonly string[]): unknown => {
    if (typeof inner !== "object" || inner === null) return inner;
    if (Array.isArray(inner)) return inner.map((each, index) => plant(each, [...path, String(index)]));
    const entries = Object.entries(inner).map(([key, each]) => [key, plant(each, [...path, key])] as const);
    if (maps[reader]?.test(path.join(".")) === true) return Object.fromEntries(entries);
    const number = places.push(path.join(".")) - 1;
    return Object.fromEntries([...entries, [`planted_${number}`, `mark ${number}.`]]);
  };
  return { value: plant(value, []), places };
}

function withPlants(
  reader: string,
  text: string,
): { readonly text: string; readonly places: string[] } | undefined {
  const [first = "", ...rows] = text.trimEnd().split("\n");
  if (["csv", "tsv", "empathetic-dialogues"].includes(reader)) {
    const delimiter = /[,;\t]/.exec(first)?.[0] ?? ",";
    const wider = rows.map((row, number) => `${row}${delimiter}mark ${number}.`);
    return { text: [`${first}${delimiter}planted`, ...wider].join("\n"), places: rows };
  }
  if (reader === "rasa") {
    const { value, places } = planted(reader, parse(text));
    return { text: stringify(value), places };
  }
  if (!/^[[{]/.test(text)) return undefined;
  if (!first.startsWith("{") || rows.length === 0 || !isJson(first)) {
    const { value, places } = planted(reader, JSON.parse(text));
    return { text: JSON.stringify(value), places };
  }
  const { value, places } = planted(
    reader,
    [first, ...rows].map((row) => JSON.parse(row) as unknown),
  );
  return { text: (value as unknown[]).map((row) => `${JSON.stringify(row)}\n`).join(""), places };
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

const samples = sampleFiles.flatMap(({ reader, file, text }) => {
  const plants = withPlants(reader, text);
  return plants === undefined ? [] : [{ reader, file, ...plants }];
});

it.each(samples)(
  "$reader keeps every field that it has no place for",
  async ({ reader, file, text, places }) => {
    const blob = new Blob([text]);
    const dialogs = await readDialogInput(
      blobInput(blob, file, {}),
      async (length) => new Uint8Array(await blob.slice(0, length).arrayBuffer()),
      { format: reader, ...(reader === "chatgpt" ? { settings: { branches: "all" } } : {}) },
    );
    const kept = JSON.stringify(await Array.fromAsync(dialogs));
    expect(places.length).toBeGreaterThan(0);
    expect(places.filter((_, number) => !kept.includes(`mark ${number}.`))).toEqual([]);
  },
);

/** The words and numbers of a value, wherever they stand. */
function leavesOf(value: unknown): string[] {
  if (typeof value === "object" && value !== null) return Object.values(value).flatMap(leavesOf);
  return typeof value === "string" ? value.split(/[^\p{L}\p{N}]+/u).filter((word) => word.length > 3) : [];
}

/** Words of the format itself, which say what something is and so become the thing. */
const ownWords: Readonly<Record<string, readonly string[]>> = {
  "openai-list": ["thinking"],
  sharegpt: ["human", "function", "arguments", "observation"],
  "chat-text": ["start"],
  "schema-guided-dialogue": ["SYSTEM"],
  "multiwoz-2.2": ["SYSTEM"],
  convai2: ["Human"],
};

it.each(samples.filter(({ text }) => /^[[{]/.test(text)))(
  "$reader keeps every word of its sample",
  async ({ reader, file }) => {
    const { text } = sampleFiles.find((sample) => sample.reader === reader && sample.file === file)!;
    const blob = new Blob([text]);
    const notes: string[] = [];
    const dialogs = await readDialogInput(
      blobInput(blob, file, {}),
      async (length) => new Uint8Array(await blob.slice(0, length).arrayBuffer()),
      {
        format: reader,
        onNote: (note) => notes.push(note),
        ...(reader === "chatgpt" ? { settings: { branches: "all" } } : {}),
      },
    );
    const kept = JSON.stringify([await Array.fromAsync(dialogs), notes]).toLowerCase();
    const records = isJson(text)
      ? [JSON.parse(text) as unknown]
      : text
          .trimEnd()
          .split("\n")
          .map((row) => JSON.parse(row) as unknown);
    const lost = leavesOf(records).filter(
      (word) => !kept.includes(word.toLowerCase()) && ownWords[reader]?.includes(word) !== true,
    );
    expect([...new Set(lost)]).toEqual([]);
  },
);

it("holds of all formats but those of bare text", () => {
  const without = sampleFiles
    .map(({ reader }) => reader)
    .filter((name) => !samples.some(({ reader }) => reader === name));
  expect(without).toEqual(["txt", "whatsapp", "dailydialog", "persona-chat-text", "subtitles"]);
});
