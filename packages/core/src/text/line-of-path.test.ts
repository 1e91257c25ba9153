import { anything, assert, constantFrom, dictionary, property, string } from "fast-check";
import { expect, it } from "vitest";
import { type JsonPath, lineOfPath } from "./line-of-path.ts";

const json = `
{
  "turns": [
    {"speaker": "A:\\n[{", "text": "x"},
    {
      "text": 3,
      "more": {"a": [1,
        2]}
    }
  ],
  "id": null
}`;

it.each<[JsonPath, number]>([
  [[], 2],
  [["turns"], 3],
  [["turns", 0, "text"], 4],
  [["turns", 1], 5],
  [["turns", 1, "text"], 6],
  [["turns", 1, "more", "a", 1], 8],
  [["id"], 11],
  // What is missing is missing in what should hold it.
  [["turns", 1, "speaker"], 5],
  [["turns", 9], 3],
  [["annotations", "x"], 2],
])("finds %j", (path, line) => {
  expect(lineOfPath(json, path)).toBe(line);
});

it("finds every value that stands on a line of its own", () => {
  const keys = constantFrom("a", "b", "", "0", "toString", 'q"', "{");
  assert(
    property(dictionary(keys, anything({ maxDepth: 2, key: string() })), (value) => {
      const text = JSON.stringify(value, null, 1);
      const lines = text.split("\n");
      const parsed = JSON.parse(text) as object;
      for (const [key, inner] of Object.entries(parsed)) {
        const line = lines[lineOfPath(text, [key]) - 1] ?? "";
        const begins = JSON.stringify(inner, null, 1).split("\n")[0] ?? "";
        expect(line.startsWith(` ${JSON.stringify(key)}: ${begins}`)).toBe(true);
      }
    }),
    { numRuns: 100 },
  );
});
