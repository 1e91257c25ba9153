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

function withoutBlanks(text: string): string {
  return text.replaceAll(/\s/g, "");
}

function flowed(pieces: readonly string[], width: number | undefined): string {
  return streamed(pieces, width).join("");
}

/** What each piece prints at once, and the end. */
function streamed(pieces: readonly string[], width: number | undefined): readonly string[] {
  const out = new PassThrough();
  const flow = flowingText({
    input: new PassThrough(),
    ...guardedStreams(out, new PassThrough(), true),
    interactive: true,
    color: ownColors(false),
    columns: width,
    cwd: ".",
    env: {},
    signal: new AbortController().signal,
  });
  const told = (): string => String(out.read() ?? "");
  const each = pieces.map((piece) => {
    flow.write(piece);
    return told();
  });
  flow.end();
  return [...each, told()];
}

describe("prose", () => {
  it("has no line that is wider and could be broken, and all its words", () => {
    fc.assert(
      fc.property(prose, columns, (text, width) => {
        const lines = fitted(text, width).split("\n");
        for (const line of lines)
          if (/\S +\S/.test(line)) expect(textWidth(line.trimEnd())).toBeLessThanOrEqual(width);
        expect(withoutBlanks(lines.join(" "))).toBe(withoutBlanks(text));
        const plain = /[!-~ß]+/g;
        expect(lines.join(" ").match(plain)).toEqual(text.match(plain));
      }),
    );
  });

  it("stands as it is where it fits, and off a terminal", () => {
    expect(fitted("  two  blanks ", 20)).toBe("  two  blanks ");
    expect(fitted("x ".repeat(100), undefined)).toBe("x ".repeat(100));
    expect(streamed(["x", " y ".repeat(100), "z"], undefined)).toEqual(["x", " y ".repeat(100), "z", ""]);
  });

  it("goes on below as far in as it begins, and keeps colours and paths whole", () => {
    const { yellow } = ownColors(true);
    expect(fitted("  one two three four", 10)).toBe("  one two\n  three\n  four");
    expect(colored(fitted(yellow("one two three"), 8))).toBe("\u001B[33mone two\nthree\u001B[39m");
    expect(fitted("Saved: /a/very/long/path/of/a/file.jsonl", 20)).toBe(
      "Saved:\n/a/very/long/path/of/a/file.jsonl",
    );
  });

  it("breaks beside letters that are written without blanks, not before closing punctuation, nor in a path", () => {
    expect(fitted("我想要一个蛋糕。好的,明天见", 12)).toBe("我想要一个蛋\n糕。好的,明\n天见");
    expect(fitted("请写「你好」", 6)).toBe("请写\n「你\n好」");
    expect(fitted("ケーキーがほしい", 6)).toBe("ケー\nキーが\nほしい");
    expect(fitted("ฉันชื่อแดง", 4)).toBe("ฉันชื่อ\nแดง");
    expect(fitted("col·lecció saved: /数据/对话/结果.jsonl", 12)).toBe(
      "col·lecció\nsaved:\n/数据/对话/结果.jsonl",
    );
  });

  it("begins no line of blanks alone, however far in a line is", () => {
    expect(fitted(`${" ".repeat(12)}https://example.com/ here`, 20)).toBe(
      `${" ".repeat(12)}https://example.com/\n${" ".repeat(8)}here`,
    );
  });

  it("holds back nothing whose place is known, and no colour", () => {
    expect(streamed(["Stra", "ße ", "bei", "m Flussufer"], 10)).toEqual([
      "Stra",
      "ße",
      "",
      "\nbeim\nFlussufer",
      "",
    ]);
    expect(streamed(["a ", "https://exam", "ple.com/", " b"], 10)).toEqual([
      "a",
      "\nhttps://exam",
      "ple.com/",
      "\nb",
      "",
    ]);
    expect(streamed(["我想", "要蛋糕"], 20)).toEqual(["我", "想要蛋", "糕"]);
    const { dim } = ownColors(true);
    expect(streamed([dim("over\n")], 20)).toEqual(["\u001B[2mover\n\u001B[22m", ""]);
    expect(streamed(["a ", dim("b "), "c"], 20).join("")).toContain("b\u001B[22m");
  });

  it("is the same in whichever pieces it comes", () => {
    fc.assert(
      fc.property(prose, columns, fc.integer({ min: 1, max: 7 }), (text, width, size) => {
        const pieces = text.match(new RegExp(`[^]{1,${size}}`, "g")) ?? [];
        expect(flowed(pieces, width)).toBe(flowed([text], width));
        expect(withoutBlanks(flowed(pieces, width))).toBe(withoutBlanks(text));
      }),
    );
  });
});
