import {
  array,
  assert,
  asyncProperty,
  constantFrom,
  integer,
  jsonValue,
  oneof,
  option,
  property,
  record,
  string,
} from "fast-check";
import { describe, expect, it } from "vitest";
import { Dialog } from "../dialog/dialog.ts";
import { formatDialogJson, parseDialogJson } from "./dialog-json.ts";
import { formatDialogJsonl, parseDialogsJsonl } from "./dialog-jsonl.ts";
import { formatDialogTable, parseDialogTable } from "./dialog-table.ts";
import { withoutMarks } from "./invisible-marks.ts";
import { formatDialogText, parseDialogText } from "./dialog-text.ts";

const wild = oneof(
  string({ unit: "grapheme", maxLength: 12 }),
  string({
    unit: constantFrom(
      ":",
      " ",
      "\\",
      "\t",
      "\n",
      "\r",
      '"',
      ",",
      "-",
      "|",
      "[",
      "]",
      "a",
      "1",
      "\uFEFF",
      "\u200E",
      "\u202B",
      "\u200B",
    ),
  }),
);
const turns = array(record({ speaker: option(wild), text: wild }), { maxLength: 6 });
const runs = { numRuns: 2000 };

async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const item of items) list.push(item);
  return list;
}

function withLineFeeds(text: string): string {
  return text.replaceAll(/\r\n?/g, "\n");
}

describe("what is written can be read back", () => {
  it("as JSON, whatever it holds", () => {
    const dialogs = record(
      {
        turns: array(record({ text: wild, more: jsonValue() })),
        notes: jsonValue(),
        other: jsonValue(),
      },
      { requiredKeys: [] },
    );
    assert(
      property(dialogs, (data) => {
        const dialog = new Dialog(data as never);
        expect(JSON.stringify(parseDialogJson(formatDialogJson(dialog)))).toBe(JSON.stringify(dialog));
      }),
    );
  });

  it("as JSON Lines, cut anywhere", async () => {
    await assert(
      asyncProperty(array(turns, { maxLength: 4 }), integer({ min: 1, max: 50 }), async (data, size) => {
        const dialogs = data.map((some) => new Dialog({ turns: some }));
        const chunks =
          dialogs
            .map(formatDialogJsonl)
            .join("")
            .match(new RegExp(`[^]{1,${size}}`, "g")) ?? [];
        const again = await collect(parseDialogsJsonl(chunks));
        expect(again.map((dialog) => dialog.turns)).toEqual(dialogs.map((dialog) => dialog.turns));
      }),
    );
  });

  it.each([",", "\t"] as const)(
    "as a table with %j, an empty speaker being none, and invisible marks no part of names",
    (delimiter) => {
      assert(
        property(turns, (data) => {
          const text = formatDialogTable(new Dialog({ turns: data }), { delimiter });
          const expected = data.map((turn) => ({
            speaker: withoutMarks(turn.speaker ?? "") || null,
            text: turn.text,
          }));
          expect([...parseDialogTable(text, { delimiter })]).toEqual(expected);
        }),
        runs,
      );
    },
  );

  it.each(["{speaker}: {text}", '{speaker} says "{text}"', "<{text}> {speaker} -"])(
    "as text like %j, an empty speaker being none and every line break a line feed",
    (template) => {
      assert(
        property(turns, (data) => {
          const text = formatDialogText(new Dialog({ turns: data }), { template });
          const expected = data.map(({ speaker, text: said }) => ({
            speaker: speaker ? withLineFeeds(speaker) : null,
            text: withLineFeeds(said),
          }));
          expect([...parseDialogText(text, { template })]).toEqual(expected);
        }),
        runs,
      );
    },
  );
});
