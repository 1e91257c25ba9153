import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { changesOf } from "./changes-of.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "sdialog-changes-"));
  mkdirSync(join(folder, "src/testing"), { recursive: true });
  writeFileSync(
    join(folder, "src/add.ts"),
    `const table = new Map([["a", 1]]);
class Counter {
  static all = 1 + 1;
  count = 2 * 3;
}
export function add(a: number, b: number): number {
  checkOptions("add", { kind: "sum" });
  if (a > b) throw new RangeError("too " + \`large \${a - b}\`, { hint: "Less." });
  // Stryker disable next-line ArithmeticOperator: both are zero
  return a * b;
}
`,
  );
  for (const path of ["src/add.test.ts", "src/index.ts", "src/testing/fake.ts"])
    writeFileSync(join(folder, path), "export const one = (): number => 1 + 1;\n");
});
afterAll(() => rmSync(folder, { recursive: true }));

it("draws from changes of behaviour, and counts by reason what it leaves out", async () => {
  const { sample, total, leftOut, code } = await changesOf(folder, 1000, 1);
  expect(Object.keys(code)).toEqual([join(folder, "src/add.ts")]);
  expect(sample).toHaveLength(total);
  // The name in a message, its words, its hint and the object of that; the table and the static field; what the comment says.
  expect(leftOut).toMatchObject({ wording: 5, "marked as equivalent": 1 });
  const drawn = sample.map(({ line, replacement }) => `${line} ${replacement}`);
  expect(drawn).toEqual(
    expect.arrayContaining([
      "4 2 / 3",
      "7 {}",
      '7 ""',
      "8 true",
      "8 false",
      "8 a >= b",
      "8 a <= b",
      "8 a + b",
    ]),
  );
  expect(drawn.filter((each) => /^(1|3|10) /.test(each))).toEqual([]);
});

it("draws the same by the same seed, each at most once, and builds the rest in nowhere", async () => {
  const [first, again, other] = await Promise.all([1, 1, 2].map((seed) => changesOf(folder, 5, seed)));
  expect(first?.sample).toHaveLength(5);
  expect(again).toEqual(first);
  expect(other?.sample).not.toEqual(first?.sample);
  for (const { id } of first?.sample ?? [])
    expect(Object.values(first?.code ?? {}).join("")).toContain(`"${id}"`);
});
