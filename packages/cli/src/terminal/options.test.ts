import type { RunSummary } from "@sdialog/runner";
import { Command } from "commander";
import { describe, expect, it } from "vitest";
import { runnableCommands } from "../testing/runnable-commands.ts";
import { decimalNumber } from "./decimal-number.ts";
import { type FailOn, refuseFaults } from "./fail-on-option.ts";
import { listOption, metricList } from "./list-option.ts";
import { withPromptFlag } from "./prompt-flags.ts";
import { type ReadFlags, readOptions, withReadFlags } from "./read-flags.ts";
import { positiveNumber, wholeNumber } from "./whole-number.ts";

describe.each(runnableCommands().map(([path, command]) => [path.join(" "), command] as const))(
  "sdialog %s",
  (name, command) => {
    it.skipIf(name.startsWith("complete"))(
      "says what it does, and what each of its options and arguments is for",
      () => {
        const nameless = [...command.options, ...command.registeredArguments].filter(
          ({ description }) => !/\p{L}{2}/u.test(description),
        );
        expect(nameless.map((each) => ("long" in each ? each.long : each.name()))).toEqual([]);
        expect(command.description()).toMatch(/\p{L}{2}/u);
      },
    );
  },
);

describe("numbers", () => {
  it.each([
    ["0", 0, undefined, 0],
    ["1", 1, 1, 1],
    ["12", 12, 12, 12],
    ["1e3", 1000, 1000, 1000],
    ["-1", undefined, undefined, -1],
    ["0.5", undefined, undefined, 0.5],
    ["", undefined, undefined, undefined],
    [" ", undefined, undefined, undefined],
    ["many", undefined, undefined, undefined],
    ["9007199254740993", undefined, undefined, 9007199254740992],
    ["Infinity", undefined, undefined, undefined],
  ])("%j is %s as a whole one, %s as one of at least 1 and %s as any", (text, whole, positive, decimal) => {
    const read = (as: (text: string) => number): number | undefined => {
      try {
        return as(text);
      } catch (error) {
        expect(error).toMatchObject({ code: "commander.invalidArgument" });
        return undefined;
      }
    };
    expect([wholeNumber, positiveNumber, decimalNumber].map(read)).toEqual([whole, positive, decimal]);
  });
});

describe("lists", () => {
  it.each([
    ["a, b,,c ", ["a", "b", "c"], ["a", "b", "c"]],
    ["", [], []],
    ["judge:Is it brief, and polite", ["judge:Is it brief", "and polite"], ["judge:Is it brief, and polite"]],
    [
      "judge:Brief, and so on, mtld",
      ["judge:Brief", "and so on", "mtld"],
      ["judge:Brief, and so on", "mtld"],
    ],
    ["mtld, and so on", ["mtld", "and so on"], ["mtld", "and so on"]],
    ["a:One, g-eval:Two or more", ["a:One", "g-eval:Two or more"], ["a:One", "g-eval:Two or more"]],
    ["a:One, in two: more", ["a:One", "in two: more"], ["a:One, in two: more"]],
  ])("%j has the items %o, and as metrics %o", (text, items, metrics) => {
    expect(listOption(text)).toEqual(items);
    expect(metricList(text)).toEqual(metrics);
  });
});

describe("--fail-on", () => {
  /** Nobody judged some of those that are counted as reached. */
  const outcomes = (reached: number, missed: number, unjudged: number) => ({ reached, missed, unjudged });
  it.each<[FailOn | undefined, object, string | undefined, string]>([
    [undefined, { cut: 2, faults: { tool: 1 } }, undefined, ""],
    ["cut", { cut: 0, faults: { tool: 1 } }, undefined, ""],
    ["cut", { faults: {} }, undefined, ""],
    ["cut", { cut: 2 }, "results_cut", "2 of 9 results hold an incomplete message"],
    ["faults", { cut: 1, faults: {} }, "results_cut", "1 of 9 results hold"],
    ["faults", { faults: { tool: 1, guard: 2 } }, "results_faulty", "3 faults are noted in the results"],
    ["faults", { faults: { tool: 0 } }, undefined, ""],
    ["faults", {}, undefined, ""],
    ["goals", { outcomes: outcomes(9, 0, 0), cut: 3, faults: { tool: 1 } }, undefined, ""],
    ["goals", { outcomes: outcomes(7, 2, 0) }, "outcomes_missed", "2 of 9 conversations did not succeed"],
    ["goals", { outcomes: outcomes(7, 2, 1) }, "outcomes_missed", "3 of 9 conversations did not succeed"],
    ["goals", {}, "usage", "--fail-on goals is for conversations that have a goal"],
  ])("%s: %o ends with %s", (failOn, summary, code, message) => {
    const refuse = (): void => refuseFaults({ done: 9, folder: "run", ...summary } as RunSummary, failOn);
    if (code === undefined) expect(refuse()).toBeUndefined();
    else expect(refuse).toThrow(expect.objectContaining({ code, message: expect.stringContaining(message) }));
  });
});

describe("--prompt", () => {
  const parse = (...pairs: readonly string[]): unknown =>
    withPromptFlag(new Command("x").exitOverride())
      .parse(
        pairs.flatMap((pair) => ["--prompt", pair]),
        { from: "user" },
      )
      .opts()["prompt"];

  it("names a file for each prompt, which may have = in its name", () => {
    expect(parse("judge=a.txt", "agent=b=c.txt")).toEqual({ judge: "a.txt", agent: "b=c.txt" });
  });

  it.each([["judge"], ["judge="], ["=a.txt"], ["="]])("refuses %j", (pair) => {
    expect(() => parse(pair)).toThrow(`"${pair}" is not name=file`);
  });

  it("takes each prompt once", () => {
    expect(() => parse("judge=a.txt", "judge=b.txt")).toThrow('--prompt names "judge" twice');
  });
});

describe("how files are read", () => {
  const read = (...args: readonly string[]) =>
    readOptions(withReadFlags(new Command("x")).parse(args, { from: "user" }).opts<ReadFlags>());

  it.each([
    [[], {}],
    [["--from", "csv", "--encoding", "latin1"], { format: "csv", encoding: "latin1" }],
    [["--columns", "author,body"], { columns: { speaker: "author", text: "body" } }],
    [["--columns", "text=a=b, time=sent"], { columns: { text: "a=b", time: "sent" } }],
    [["--columns", "speaker=0,text=12"], { columns: { speaker: 0, text: 12 } }],
    [["--columns", "0,1"], { columns: { speaker: 0, text: 1 } }],
    // One name among them, and they are names.
    [["--columns", "speaker=0,text=body"], { columns: { speaker: "0", text: "body" } }],
    [["--columns", "speaker=a0,text=0a"], { columns: { speaker: "a0", text: "0a" } }],
    [["--delimiter", "tab"], { delimiter: "\t" }],
    [["--delimiter", String.raw`\t`], { delimiter: "\t" }],
    [["--delimiter", ";"], { delimiter: ";" }],
    [["--template", "{speaker}: {text}"], { template: "{speaker}: {text}" }],
    [["--template", "page.html"], {}],
    [["--with", "branches=all,sign=="], { settings: { branches: "all", sign: "=" } }],
  ])("%o is %o", (args, options) => {
    expect(JSON.parse(JSON.stringify(read(...args)))).toEqual(options);
  });

  it.each([
    ["--columns", "who=a"],
    ["--columns", "speaker="],
    ["--columns", "speaker"],
    ["--columns", "a,b,c"],
  ])("%s %s does not say what a column holds", (...args) => {
    expect(() => read(...args)).toThrow("does not say what a column holds");
  });

  it("refuses settings without a value", () => {
    expect(() => read("--with", "branches")).toThrow('"branches" is not name=value');
    expect(read("--with", "branches=").settings).toEqual({ branches: "" });
  });

  it("leaves a command its own --template", () => {
    const own = withReadFlags(new Command("x").option("--template <file>", "own"));
    expect(own.options.filter(({ long }) => long === "--template").map((each) => each.description)).toEqual([
      "own",
    ]);
    const other = withReadFlags(
      new Command("x").option("--out <file>", "where to").option("--json", "as JSON"),
    );
    expect(other.options.some(({ long }) => long === "--template")).toBe(true);
  });
});
