import { PassThrough } from "node:stream";
import { stripVTControlCharacters } from "node:util";
import { describe, expect, it } from "vitest";
import { formatTable as draw } from "./table.ts";
import { colored, ownColors } from "./own-colors.ts";
import { callable, guardedStreams, type Terminal } from "./terminal.ts";

const terminal = (columns?: number, color = false): Terminal => ({
  input: new PassThrough(),
  ...guardedStreams(new PassThrough(), new PassThrough(), color),
  interactive: false,
  color: ownColors(color),
  columns,
  cwd: ".",
  env: {},
  signal: new AbortController().signal,
});

const formatTable = (...args: Parameters<typeof draw>): string => colored(draw(...args));

const header = ["who", "turns", "words", "ended by", "first words"];
const rows = [
  ["Alice & Bob", 18, 107, "stop_signal", "Hi dad! I would like to talk about my birthday party with you."],
  ["Olivia & 李小龙", 6, 1234, "max_turns", `Donaudampfschifffahrtsgesellschaft${"x".repeat(80)} said.`],
] as const;
const widest = (text: string): number =>
  Math.max(...text.split("\n").map((line) => [...stripVTControlCharacters(line)].length));

describe("formatTable", () => {
  it.each([200, 120, 80, 60, 40, 30])("fits %i columns, and leaves out nothing", (columns) => {
    for (const color of [false, true]) {
      const text = formatTable(terminal(columns, color), header, rows);
      expect(widest(text)).toBeLessThanOrEqual(columns);
      const plain = stripVTControlCharacters(text);
      for (const cell of ["who", "birthday", "1234", "Olivia", "李小龙", "107"])
        expect(plain).toContain(cell);
      expect(plain.match(/x/g)?.length).toBe(81);
    }
  });

  it("leaves cells that fit as they are", () => {
    const cell = "  m ".repeat(3);
    expect(formatTable(terminal(), ["a"], [[cell]])).toContain(`│ ${cell} │`);
  });

  it("keeps short columns whole while there is room for a table", () => {
    const text = formatTable(terminal(80), header, rows);
    expect(text).toContain("│ stop_signal │");
    expect(text).toContain("┌");
  });

  it("puts a name without a column name above its row, and a header of several lines on one", () => {
    const datasets = ["", "people\nn = 3", "simulated users\nn = 300"];
    const row = ["Words, mean (words per dialogue)", "28.67 [10.36, 48.53]", "71.31 [61.54, 82.28]"];
    expect(formatTable(terminal(40), datasets, [row])).toBe(
      [
        "Words, mean (words per dialogue)",
        "people, n = 3         28.67 [10.36,",
        "                      48.53]",
        "simulated users, n = 300",
        "                      71.31 [61.54,",
        "                      82.28]",
      ].join("\n"),
    );
    expect(widest(formatTable(terminal(60), datasets, [row, row]))).toBeLessThanOrEqual(60);
  });

  it("gives each row lines of its own where there is none", () => {
    expect(formatTable(terminal(40), header, [rows[0]])).toBe(
      [
        "who          Alice & Bob",
        "turns        18",
        "words        107",
        "ended by     stop_signal",
        "first words  Hi dad! I would like to",
        "             talk about my birthday",
        "             party with you.",
      ].join("\n"),
    );
  });

  it("is one row of lines for cells of several, and pads each to the widest", () => {
    expect(
      formatTable(
        terminal(),
        ["n", "text"],
        [
          [1, "one\ntwo lines"],
          [22, "漢字"],
        ],
      ),
    ).toBe(
      [
        "┌────┬───────────┐",
        "│ n  │ text      │",
        "├────┼───────────┤",
        "│ 1  │ one       │",
        "│    │ two lines │",
        "│ 22 │ 漢字      │",
        "└────┴───────────┘",
      ].join("\n"),
    );
  });

  it("takes what is too wide from the widest columns, so that they are about the same", () => {
    const cells = ["x".repeat(50), "y".repeat(30), "z"];
    expect(formatTable(terminal(40), ["a", "b", "c"], [cells])).toBe(
      [
        "┌────────────────┬─────────────────┬───┐",
        "│ a              │ b               │ c │",
        "├────────────────┼─────────────────┼───┤",
        "│ xxxxxxxxxxxxxx │ yyyyyyyyyyyyyyy │ z │",
        "│ xxxxxxxxxxxxxx │ yyyyyyyyyyyyyyy │   │",
        "│ xxxxxxxxxxxxxx │                 │   │",
        "│ xxxxxxxx       │                 │   │",
        "└────────────────┴─────────────────┴───┘",
      ].join("\n"),
    );
  });

  it("as lines, has a gap between rows, and what stands in columns beyond the header", () => {
    expect(
      formatTable(
        terminal(20),
        ["who", "text"],
        [
          ["Ann", "one two three", "four"],
          ["Bo", ""],
        ],
      ),
    ).toBe(["who   Ann", "text  one two three", "four", "", "who   Bo", "text  "].join("\n"));
  });

  it("is as wide as its content where nobody says how wide a line may be", () => {
    expect(widest(formatTable(terminal(), header, rows))).toBeGreaterThan(120);
  });

  it("fills rows up that are too short, and has no rule below a header without rows", () => {
    expect(formatTable(terminal(), ["a", "b"], [["x"]])).toBe(
      ["┌───┬───┐", "│ a │ b │", "├───┼───┤", "│ x │   │", "└───┴───┘"].join("\n"),
    );
    expect(formatTable(terminal(), ["a", "b"], [])).toBe("┌───┬───┐\n│ a │ b │\n└───┴───┘");
  });

  // Each took minutes, or longer, while the width of what was left was counted anew for every character.
  it.each(["m", "m ", "m\n", "漢", "e\u0301", "👨‍👩‍👧", "\u001B[", "\u001B]8;;"])(
    "comes to an end with a cell of a hundred thousand characters: %j",
    (piece) => {
      const cell = piece.repeat(100_000 / piece.length);
      expect(formatTable(terminal(100), ["model", "calls"], [[cell, 1]]).length).toBeGreaterThan(10_000);
      expect(formatTable(terminal(20), ["model", "calls"], [[cell, 1]]).length).toBeGreaterThan(10_000);
    },
  );
});

describe("hints", () => {
  it.each([
    ["pnpm sdialog", "Continue with: pnpm sdialog resume run"],
    ["npx @sdialog/cli", "Continue with: npx @sdialog/cli resume run"],
    ["sdialog", "Continue with: sdialog resume run"],
  ])("name what is typed where one is: %s", (call, expected) => {
    const here = { ...terminal(), call };
    expect(callable(here, "Continue with: sdialog resume run")).toBe(expected);
    expect(callable(here, "npm install @sdialog/local, in .sdialog or my-sdialog x")).toBe(
      "npm install @sdialog/local, in .sdialog or my-sdialog x",
    );
  });
});

describe("colours", () => {
  const foreign = "\u001b[31mred\u001b[39m";
  const shown = "␛[31mred␛[39m";

  it("of this program are taken from the stream that has none; foreign ones are shown on any", () => {
    const written = (hasColors: Parameters<typeof guardedStreams>[2]): string[] => {
      const [out, err] = [new PassThrough(), new PassThrough()];
      const streams = guardedStreams(out, err, hasColors);
      const { red } = ownColors(hasColors !== false);
      streams.out.write(red("own") + foreign);
      streams.err.write(Buffer.from(red("own") + foreign));
      return [String(out.read()), String(err.read())];
    };
    const [painted, plain] = [`\u001b[31mown\u001b[39m${shown}`, `own${shown}`];
    expect(written(true)).toEqual([painted, painted]);
    expect(written({ out: true, err: false })).toEqual([painted, plain]);
    expect(written({ out: false, err: true })).toEqual([plain, painted]);
    expect(written(false)).toEqual([plain, plain]);
  });

  it("of this program go on after others within them", () => {
    const { dim, red } = ownColors(true);
    expect(colored(dim(`a${dim("b")}c`))).toBe("\u001b[2ma\u001b[2mb\u001b[22m\u001b[2mc\u001b[22m");
    expect(colored(dim(red(foreign)), false)).toBe(shown);
  });

  it.each([undefined, 80, 30])("of foreign cells and headers are shown in tables %s wide", (columns) => {
    const { red } = ownColors(true);
    const text = formatTable(terminal(columns, true), [`n${foreign}`, "b"], [[foreign, red("own")]]);
    expect(text.replaceAll(/\s/g, "")).toContain("n␛[31mred␛[39m");
    expect(text).toContain("\u001b[31mown\u001b[39m");
    expect(text).not.toContain("\u001b[31mred");
  });
});
