import { describe, expect, it } from "vitest";
import { withPatternsWhenNeeded } from "./patterns-when-needed.ts";

/** What a module exports as `result`; and which of its patterns were made when it was loaded, in how it is built. */
async function run(code: string): Promise<unknown> {
  const module = (await import(`data:text/javascript,${encodeURIComponent(code)}`)) as { result: unknown };
  return module.result;
}

const pattern = "const word = /b+/gu;";
const uses: readonly (readonly [string, string])[] = [
  ["a call", `${pattern} export const result = "abba".replaceAll(word, "c");`],
  ["a function", `export const result = (() => find("abba"))(); function find(text) { ${pattern} return text.match(word); }`],
  ["a member", `${pattern} export const result = word.source + word["flags"];`],
  ["a property of the same name", `${pattern} export const result = [{ word: 1 }.word, { word }.word.flags, { other: word }.other.source];`],
  ["a computed name", `${pattern} export const result = Object.keys({ [word]: 1 });`],
  ["its own state", `${pattern} word.test("abba"); export const result = word.lastIndex;`],
  ["a list that is spread", `${pattern} export const result = [...["b"].map((text) => word.test(text)), typeof word];`],
  ["a parameter", `${pattern} export const result = ["x"].map((word) => word);`],
  ["a parameter taken apart", `${pattern} export const result = [{ word: 1 }].map(({ word }) => word);`],
  ["a parameter's default", `${pattern} export const result = ((text = word.flags) => text)();`],
  ["a default in what is taken apart", `${pattern} export const result = (({ text = word.flags }, [, rest = word.source] = []) => text + rest)({});`],
  ["a rest", `${pattern} export const result = ((...word) => word)(1);`],
  ["a constant in a block", `${pattern} let found; { const word = 1; found = word; } export const result = [found, word.flags];`],
  ["a function in a block", `${pattern} let found; { function word() { return 1; } found = word(); } export const result = [found, word.flags];`],
  ["a function that is called so", `${pattern} export const result = [(function word(n) { return n > 0 ? word(n - 1) : n; })(2), word.flags];`],
  ["a class that is called so", `${pattern} export const result = [(class word { static own = word.name; }).own, word.flags];`],
  ["fields and methods", `${pattern} class Some { word = word.flags; static word() { return word.source; } get [word]() { return 1; } } export const result = [new Some().word, Some.word(), new Some()[word]];`],
  ["a loop", `${pattern} const all = []; for (const word of [1]) all.push(word); for (let word = 2; word < 3; word++) all.push(word); for (const word in { k: 1 }) all.push(word); export const result = [...all, word.flags];`],
  ["what is caught", `${pattern} let found; try { throw 1; } catch (word) { found = word; } export const result = [found, word.flags];`],
  ["a switch", `${pattern} let found; switch (1) { case 1: const word = 2; found = word; } export const result = [found, word.flags];`],
  ["var", `${pattern} export const result = (() => { if (true) { var word = 1; } return word; })();`],
  ["a label", `${pattern} word: for (;;) { break word; } export const result = word.flags;`],
  ["a pattern of texts", `const any = ["a", "b"]; const of = "b"; const word = new RegExp(\`^(?:\${any.join("|")})\${of}\` + String.raw\`\\w\`, "u"); export const result = word.source;`],
  ["a pattern of another", `${pattern} const two = new RegExp(word.source + word.source); export const result = two.exec("abba")[0];`],
  ["a pattern of what changes", `let of = "a"; const word = new RegExp(of); of = "b"; export const result = word.source;`],
  ["a pattern that calls something", `let calls = 0; const next = () => String(++calls); const word = new RegExp(next()); export const result = [calls, word.source];`],
  ["a pattern that is exported", `export ${pattern} export const result = word.flags;`],
  ["a pattern that is exported below", `${pattern} export const result = word.flags; export { word };`],
  ["a pattern that others look at", `${pattern} export const result = { word, list: [word], text: \`\${word}\` };`],
]; // prettier-ignore

describe("patterns that are made when they are first used", () => {
  it.each(uses)("give the same in %s", async (_, code) => {
    const changed = withPatternsWhenNeeded(code)?.toString() ?? code;
    expect(await run(changed)).toEqual(await run(code));
  });

  it("are not made before, and once", async () => {
    const code = `
      const made = [];
      globalThis.RegExp = class extends RegExp { constructor(source) { super(source); made.push(source); } };
      const first = new RegExp("a"); const second = new RegExp("b"); const third = new RegExp("c");
      const before = made.length;
      const same = [first, first].map((one) => one.test("a"));
      export const result = { before, same, made, third: third.source };`;
    const { RegExp } = globalThis;
    const changed = withPatternsWhenNeeded(code)?.toString() ?? "";
    try {
      expect(await run(changed)).toEqual({ before: 0, same: [true, true], made: ["a", "c"], third: "c" });
    } finally {
      globalThis.RegExp = RegExp;
    }
  });

  it("leave a module without any as it is", () => {
    expect(withPatternsWhenNeeded(`export const result = "a".match(/a/);`)).toBeUndefined();
    expect(withPatternsWhenNeeded(`export const word = /a/;`)).toBeUndefined();
  });
});
