import { PassThrough } from "node:stream";
import textWidth from "fast-string-width";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { colored, ownColors } from "./own-colors.ts";
import { guardedStreams } from "./terminal.ts";
import { fitted } from "./prose.ts";
import { flowingText } from "./flowing-text.ts";

const prose = fc
  .array(fc.constantFrom("a", "word", "Straße", "李小龙", "https://example.com/a/b", " ", "  ", "\n"), {
    maxLength: 40,
  })
  .map((words) => words.join(" "));
const columns = fc.integer({ min: 10, max: 60 });

function flowed(pieces: readonly string[], width: number): string {
  const out = new PassThrough();
  const flow = flowingText({
    input: new PassThrough(),
    ...guardedStreams(out, new PassThrough(), false),
    interactive: true,
    color: ownColors(false),
    columns: width,
    cwd: ".",
    env: {},
    signal: new AbortController().signal,
  });
  for (const piece of pieces) flow.write(piece);
  flow.end();
  return String(out.read() ?? "");
}

describe("prose", () => {
  it("has no line that is wider and could be broken, and all its words", () => {
    fc.assert(
      fc.property(prose, columns, (text, width) => {
        const lines = fitted(text, width).split("\n");
        for (const line of lines)
          if (/\S +\S/.test(line)) expect(textWidth(line.trimEnd())).toBeLessThanOrEqual(width);
        expect(lines.join(" ").match(/\S+/g)).toEqual(text.match(/\S+/g));
      }),
    );
  });

  it("stands as it is where it fits, and off a terminal", () => {
    expect(fitted("  two  blanks ", 20)).toBe("  two  blanks ");
    expect(fitted("x ".repeat(100), undefined)).toBe("x ".repeat(100));
  });

  it("goes on below as far in as it begins, and keeps colours and paths whole", () => {
    const { yellow } = ownColors(true);
    expect(fitted("  one two three four", 10)).toBe("  one two\n  three\n  four");
    expect(colored(fitted(yellow("one two three"), 8))).toBe("\u001B[33mone two\nthree\u001B[39m");
    expect(fitted("Saved: /a/very/long/path/of/a/file.jsonl", 20)).toBe(
      "Saved:\n/a/very/long/path/of/a/file.jsonl",
    );
  });

  it("is the same in whichever pieces it comes", () => {
    fc.assert(
      fc.property(prose, columns, fc.integer({ min: 1, max: 7 }), (text, width, size) => {
        const pieces = text.match(new RegExp(`[^]{1,${size}}`, "g")) ?? [];
        expect(flowed(pieces, width)).toBe(flowed([text], width));
        expect(flowed(pieces, width).match(/\S+/g)).toEqual(text.match(/\S+/g));
      }),
    );
  });
});
