import { Dialog } from "@sdialog/core";
import { expect, it } from "vitest";
import { type DialogMapping, mappedDialog, pick } from "./mapped-dialog.ts";

const mapping: DialogMapping = {
  messages: ["log", "talk.log"],
  speaker: ["who", "author.name"],
  text: ["said", "text"],
  time: ["at"],
  id: ["key"],
};

function read(record: object, more: Partial<DialogMapping> = {}) {
  const notes: string[] = [];
  const dialog = new Dialog(
    mappedDialog(
      record as Readonly<Record<string, unknown>>,
      { ...mapping, ...more },
      (note) => void notes.push(note),
    ),
  );
  return { dialog, notes };
}

it.each<[string[], object]>([
  [["a"], { key: "a", value: 1 }],
  [["x", "a"], { key: "a", value: 1 }],
  // What holds nothing is passed over; nought and no hold something.
  [["empty", "none", "a"], { key: "a", value: 1 }],
  [["zero", "a"], { key: "zero", value: 0 }],
  [["no", "a"], { key: "no", value: false }],
  [["in.b"], { key: "in.b", value: 2 }],
  [["in.c.d", "a.b", "list.0"], {}],
  [[], {}],
])("the first of %j that holds something is %j", (keys, found) => {
  expect(
    pick({ a: 1, empty: "", none: null, zero: 0, no: false, in: { b: 2, c: 3 }, list: [4] }, keys),
  ).toEqual(found);
});

it("keeps what a message says besides as keys of its turn, and of a record as annotations", () => {
  const log = [
    {
      author: { name: "Ann", age: 30, mail: "" },
      said: "Hi",
      at: 5,
      stars: 0,
      gone: null,
      tags: [],
      box: {},
      mood: "good",
    },
    { who: "Bo", said: "Ho", speaker: "x", text: "y", turns: 3, events: "z" },
    "nobody",
  ];
  const { dialog, notes } = read({ talk: { log, lang: "en" }, key: 7, extra: "e", none: null });
  expect(dialog.id).toBe(7);
  expect(dialog.turns).toEqual([
    { speaker: "Ann", text: "Hi", time: 5, stars: 0, mood: "good", author: { age: 30 } },
    // A turn's own words for these are taken.
    { speaker: "Bo", text: "Ho", speaker_: "x", text_: "y", turns_: 3, events_: "z" },
    { speaker: null, text: "nobody" },
  ]);
  expect(dialog.annotations).toEqual({ talk: { lang: "en" }, extra: "e" });
  expect(notes).toEqual([]);
});

it.each([
  ["x", "x"],
  [7, 7],
  [1.5, undefined],
  [{}, undefined],
  [true, undefined],
])("takes %j for an id: %j", (key, id) => {
  const { dialog } = read({ key, log: [{ who: "Ann", said: "Hi" }] });
  if (id === undefined) expect(dialog.id).toBeTypeOf("string");
  else expect(dialog.id).toBe(id);
});

it("keeps what nobody said beside the turns, and says so", () => {
  const log = [
    { who: "Ann", said: "Hi" },
    { who: "Ann", said: "joined", event: true },
    { who: "Bo", said: " " },
  ];
  const { dialog, notes } = read(
    { log },
    { aside: ({ event }) => (event === true ? "somebody joined" : undefined), isBot: () => false },
  );
  expect(dialog.turns.map(({ text }) => text)).toEqual(["Hi"]);
  expect(dialog.annotations).toEqual({ asides: [log[1], log[2]] });
  expect(notes).toEqual([
    "somebody joined: kept as an annotation",
    "messages without words: kept as an annotation",
  ]);
});
