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
    .map((file) => readFileSync(file, "utf8").split("\n").length - 1);
  const most = stated(/none over (\d+)/);
  expect(Math.max(...lengths)).toBeLessThanOrEqual(most);
  const few = stated(/More than half of the files have fewer than (\d+) lines/);
  const share = lengths.filter((length) => length < few).length / lengths.length;
  expect(share).toBeGreaterThan(0.5);
  // So far off that the number would say little.
  expect(share).toBeLessThan(0.7);
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
