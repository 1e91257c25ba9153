import { expect, it } from "vitest";
import { withImportsWithinTry } from "./imports-within-try.ts";

const within = (imported: string) =>
  `async () => { try { return await ${imported}; } catch (error) { throw error; } }`;

it.each([
  ["a package", `load(() => import("openai"))`, `load(${within(`import("openai")`)})`],
  ["a file of one", `const x = () => import("@a/b/c.js")`, `const x = ${within(`import("@a/b/c.js")`)}`],
  ["two", `[() => import("a"), () => import("b")]`, `[${within(`import("a")`)}, ${within(`import("b")`)}]`],
  ["what is said to a bundler", `() => import(/* x */ "a")`, within(`import(/* x */ "a")`)],
])("puts the import of %s within try", (_, code, expected) => {
  expect(withImportsWithinTry(code)?.toString()).toBe(expected);
});

it.each([
  ["a part of the package itself", `() => import("./part.mjs")`],
  ["a module of Node", `() => import("node:fs")`],
  ["what only a variable names", `() => import(name)`],
  ["a function that does more", `async () => (await import("a")).b`],
  ["a function that is told something", `(name) => import("a")`],
])("leaves %s as it is", (_, code) => {
  expect(withImportsWithinTry(code)).toBeUndefined();
});
