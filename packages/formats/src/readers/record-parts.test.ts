import { jsonParts } from "@sdialog/core/internal";
import { describe, expect, it } from "vitest";
import * as z from "zod";
import { openedRoots, RecordAssembler, type RecordPlaces, valueParts } from "./record-parts.ts";

interface Found {
  readonly records: unknown[];
  readonly bad: string[];
}

/** Records of a text as it arrives in pieces of a size, or of its value as a whole. */
async function found(text: string, places: RecordPlaces, size?: number): Promise<Found> {
  const bad: string[] = [];
  const assembler = new RecordAssembler(places, (error, path, line) =>
    bad.push(`${path.join(".")} ${size === undefined ? "" : line}`.trim()),
  );
  const roots = openedRoots(places);
  const pieces = size === undefined ? [] : (text.match(new RegExp(`[^]{1,${size}}`, "g")) ?? []);
  const parts = size === undefined ? valueParts(JSON.parse(text), roots, 1) : jsonParts(pieces, roots, "x");
  const records: unknown[] = [];
  for await (const part of parts) {
    const record = assembler.add(part);
    if (record === undefined) continue;
    const { value, list, key, around, parts: count, leftOut, bent } = record;
    records.push({
      value,
      list,
      key,
      around: structuredClone(around),
      count,
      leftOut,
      bent: bent.map((each) => each.value),
    });
  }
  return { records, bad };
}

const message = z.object({ text: z.string() });
const plain = {
  list: undefined,
  key: undefined,
  around: { before: {}, after: {} },
  count: 0,
  leftOut: 0,
  bent: [],
};

describe("records", () => {
  it.each<[string, string, RecordPlaces, unknown[]]>([
    ["an object", '{"a": 1}', {}, [{ ...plain, value: { a: 1 } }]],
    [
      "members of a list",
      '[{"a": 1}, 2]',
      {},
      [
        { ...plain, value: { a: 1 }, key: 0 },
        { ...plain, value: 2, key: 1 },
      ],
    ],
    ["a list as a whole", '[{"a": 1}, 2]', { whole: "list" }, [{ ...plain, value: [{ a: 1 }, 2], count: 2 }]],
    [
      "none of an object whose lists are empty, whichever of them it has",
      '{"a": [], "x": 1}',
      { lists: { a: z.unknown(), "b.c": z.unknown() } },
      [],
    ],
    [
      "members of a list inside",
      '{"about": 7, "chats": {"n": 2, "list": [{"id": 1}, {"id": 2}], "end": 3}, "last": 4}',
      { lists: { "chats.list": z.unknown() } },
      [
        {
          ...plain,
          value: { id: 1 },
          list: "chats.list",
          key: 0,
          around: { before: { about: 7, chats: { n: 2 } }, after: {} },
        },
        {
          ...plain,
          value: { id: 2 },
          list: "chats.list",
          key: 1,
          around: { before: { about: 7, chats: { n: 2 } }, after: {} },
        },
      ],
    ],
    [
      "an object's own entries",
      '{"a": {"text": "x"}, "b": {"text": "y"}}',
      { lists: { "": z.unknown() } },
      [
        { ...plain, value: { text: "x" }, list: "", key: "a" },
        { ...plain, value: { text: "y" }, list: "", key: "b" },
      ],
    ],
    [
      "with parts that are read one by one",
      '{"id": 1, "turns": [{"text": "a"}, 7, {"text": "b"}, {"said": "c"}], "end": 2}',
      { parts: { turns: message } },
      [
        {
          ...plain,
          value: { id: 1, turns: [{ text: "a" }, { text: "b" }], end: 2 },
          count: 4,
          leftOut: 2,
          bent: [7],
        },
      ],
    ],
  ])("are %s, however the text is cut", async (_, text, places, records) => {
    for (const size of [undefined, 1, 3, 1000])
      expect((await found(text, places, size)).records).toEqual(records);
  });

  it("say the line and the place of a part that is bent", async () => {
    const text = '[{"turns": [\n{"text": "a"},\n{"text":\n 7}]},\n {"turns": [8]}]';
    const places = { parts: { turns: message } };
    expect((await found(text, places, 4)).bad).toEqual(["0.turns.1 4", "1.turns.0 5"]);
    expect((await found(text, places)).bad).toEqual(["0.turns.1", "1.turns.0"]);
  });
});

it("know the line of what stands inside them", async () => {
  const text = '[\n {"id":\n 1,\n "turns": [\n {"text": "a"}]}\n]';
  const assembler = new RecordAssembler({ parts: { turns: message } }, () => expect.fail("bent"));
  const lines: unknown[] = [];
  for await (const part of jsonParts([text], openedRoots({ parts: { turns: message } }), "x")) {
    const record = assembler.add(part);
    if (record !== undefined) lines.push(record.lineAt(["id"]), record.lineAt(["none"]), record.lineAt([]));
  }
  expect(lines[0]).toBe(3);
  expect(lines.slice(1)).toEqual([2, 2]);
});
