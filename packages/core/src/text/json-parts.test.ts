import { expect, it } from "vitest";
import { type JsonPart, jsonParts, type OpenedRoots } from "./json-parts.ts";

const read = (text: string, roots: OpenedRoots, size = text.length) =>
  Array.fromAsync(
    jsonParts(
      Array.from({ length: Math.ceil(text.length / size) }, (_, at) =>
        text.slice(at * size, (at + 1) * size),
      ),
      roots,
      "x.json",
    ),
  );
/** Where each part stands, and what it says. */
const told = ({ path, line, value, end }: JsonPart) =>
  `${path.join(".")} ${line} ${end ?? JSON.stringify(value)}`;

const nested = `{
  "about": {"n": 1},
  "rooms": {
    "a": [1, {"x": 2}],

    "b, [c]": [3]
  },
  "rest": [4]
}
[5]`;

it("opens what it is told to, whose members come one by one, however the text is cut", async () => {
  const roots: OpenedRoots = { object: { rooms: { "*": {} } } };
  const expected = [
    'about 2 {"n":1}',
    "rooms.a.0 4 1",
    'rooms.a.1 4 {"x":2}',
    "rooms.a 4 list",
    "rooms.b, [c].0 6 3",
    "rooms.b, [c] 6 list",
    "rooms 7 object",
    "rest 8 [4]",
    " 9 object",
    " 10 [5]",
  ];
  for (const size of [1, 2, 7, nested.length])
    expect((await read(nested, roots, size)).map(told)).toEqual(expected);
});

it("gives whole values where nothing is opened", async () => {
  expect((await read('\uFEFF{"a": [1]} [2]\n{"b": "]"}', {})).map(told)).toEqual([
    ' 1 {"a":[1]}',
    " 1 [2]",
    ' 2 {"b":"]"}',
  ]);
});

it.each([
  ['{"a" [1]}', 1],
  ['{"a": 1,\n [2]}', 2],
  ['{"a": 1\n]', 2],
  ["[1\n}", 2],
  ['{"a": [1] 2}', 1],
  ['{"a":\n x [1]}', 2],
  ['\n[1,\n {"a": [2]', 3],
])("names the line of %j where it goes wrong: %i", async (text, line) => {
  await expect(read(text, { object: { "*": {} }, list: {} })).rejects.toMatchObject({
    code: "data_format",
    line,
  });
});
