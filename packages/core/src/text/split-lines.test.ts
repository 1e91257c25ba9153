import { assert, asyncProperty, array, constantFrom, string } from "fast-check";
import { expect, it } from "vitest";
import { splitLines } from "./split-lines.ts";

it("cuts text into its lines, however it comes", async () => {
  const chunk = string({ unit: constantFrom("a", "b", "\n"), maxLength: 6 });
  await assert(
    asyncProperty(array(chunk), async (chunks) => {
      const lines = (await Array.fromAsync(splitLines(chunks))).map(({ text }) => text);
      const expected = chunks.join("").split("\n");
      expect(lines).toEqual(expected.at(-1) === "" ? expected.slice(0, -1) : expected);
    }),
  );
});

it("names a line without end before it holds much of it", async () => {
  let given = 0;
  function* endless(): Generator<string> {
    yield "a\nb\n";
    for (;;) yield "x".repeat(++given && 100);
  }
  await expect(Array.fromAsync(splitLines(endless(), 1000))).rejects.toMatchObject({
    code: "data_format",
    line: 3,
  });
  expect(given).toBe(11);
});
