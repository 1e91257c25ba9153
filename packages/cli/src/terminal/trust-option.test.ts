import { PassThrough } from "node:stream";
import { describe, expect, it } from "vitest";
import { ownColors } from "./own-colors.ts";
import { guardedStreams } from "./terminal.ts";
import { trustOf } from "./trust-option.ts";

/** What is asked and answered at a terminal where somebody types this. */
function terminalWhere(typed: string, interactive: boolean) {
  const err = new PassThrough();
  const input = new PassThrough();
  input.end(typed);
  const terminal = {
    input,
    ...guardedStreams(new PassThrough(), err, false),
    interactive,
    color: ownColors(false),
    cwd: ".",
    env: {},
    signal: new AbortController().signal,
  };
  return { terminal, asked: () => String(err.read() ?? "") };
}

describe("trust in a folder", () => {
  it.each([
    [true, true, true],
    [true, false, true],
    [false, false, false],
    [undefined, false, false],
  ])(
    "is as --trust says (%s), and nobody is asked where nobody can answer (interactive: %s)",
    (flag, interactive, trust) => {
      const { terminal, asked } = terminalWhere("y\n", interactive);
      expect(trustOf(terminal, flag)).toBe(trust);
      expect(asked()).toBe("");
    },
  );

  it.each([
    ["y\n", true],
    ["Yes\n", true],
    [" yes \n", true],
    ["n\n", false],
    ["\n", false],
    ["yesterday\n", false],
    ["okay\n", false],
  ])("is asked for at a terminal, with what the folder reaches for; %j is %s", async (typed, trust) => {
    const { terminal, asked } = terminalWhere(typed, true);
    const ask = trustOf(terminal, undefined);
    expect(
      await (ask as (reach: readonly string[]) => Promise<boolean>)([
        "run the module a.ts",
        "send keys to b\u001B[2J",
      ]),
    ).toBe(trust);
    expect(asked()).toMatch(
      /with your permissions and keys:\n {2}run the module a\.ts\n {2}send keys to b␛\[2J\n[^]*\[y\/N\]/,
    );
  });
});
