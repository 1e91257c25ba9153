import { globSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";

const text = readFileSync("CONTRIBUTING.md", "utf8");

/** A number of the text, by the words around it. */
function stated(pattern: RegExp): number {
  return Number(pattern.exec(text)?.[1]);
}

it("says how long files are", () => {
  const lengths = globSync("{packages,apps}/*/{src,page}/**/*.{ts,tsx}")
    .filter((file) => !/\.test\.|node_modules/.test(file))
    .map((file) => readFileSync(file, "utf8").split("\n").length - 1)
    .toSorted((a, b) => a - b);
  const median = lengths[lengths.length >> 1] as number;
  const most = stated(/none over (\d+)/);
  expect(lengths.at(-1)).toBeLessThanOrEqual(most);
  // A number that is true today must not fail tomorrow for one file more.
  expect(Math.abs(stated(/Half of the files have fewer than (\d+) lines/) - median)).toBeLessThanOrEqual(10);
  const { rules } = JSON.parse(readFileSync(".oxlintrc.json", "utf8")) as {
    rules: { "max-lines": [string, { max: number }] };
  };
  expect(rules["max-lines"][1].max).toBe(most);
});

it("names commands that there are", () => {
  const { scripts } = JSON.parse(readFileSync("package.json", "utf8")) as { scripts: object };
  const named = [...text.matchAll(/(?:pnpm@12|`pnpm) ([\w:-]+)/g)].map(([, name = ""]) => name);
  expect(named.length).toBeGreaterThan(6);
  expect(named.filter((name) => name !== "install" && !(name in scripts))).toEqual([]);
});
