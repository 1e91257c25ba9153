import { join, resolve } from "node:path";
import { SDialogError } from "@sdialog/core";
import { pathExists, writeAtomic } from "@sdialog/core/fs";
import { visibleText } from "@sdialog/core/internal";
import type { RunEvent, RunSummary } from "@sdialog/runner";
import type { TestSummary } from "@sdialog/testing";
import { Command, Option } from "commander";
import { begun } from "../terminal/begun.ts";
import { startProgress, type Progress } from "../terminal/progress.ts";
import { withPromptFlag } from "../terminal/prompt-flags.ts";
import { printNote, printJson, type Terminal } from "../terminal/terminal.ts";
import { requireWritable } from "../terminal/require-writable.ts";
import { trustOf, trustOption } from "../terminal/trust-option.ts";
import { UsageError } from "../terminal/usage-error.ts";
import { positiveNumber, wholeNumber } from "../terminal/whole-number.ts";
import { goOn, holdFailedAgain, ranAt, type RunAt, unfinished } from "./left-to-do.ts";
import { byTechnique, printTests } from "./print-tests.ts";
import { printTestComparison } from "./test-comparison.ts";
import { type TestFlags, testToHold } from "./test-to-hold.ts";

/** The options of `sdialog test`. */
interface TestOptions extends TestFlags {
  readonly junit?: string;
  readonly html?: string;
  readonly compare?: string;
  readonly maxResponseBytes?: number;
  readonly json?: boolean;
}

type FolderSummary = TestSummary & {
  readonly at: RunAt;
  /** Files in its folder that hold conversations which did not pass. */
  readonly files: readonly string[];
  /** Why not all were held, when a budget ended the run. */
  readonly unfinished?: SDialogError | undefined;
};

const repeated = (value: string, before: readonly string[] = []): readonly string[] => [...before, value];

/** `sdialog test`: simulated users test a chatbot. */
export function testCommand(terminal: Terminal): Command {
  const command = new Command("test")
    .description(
      "Test a chatbot with simulated users. Exit status: 0 all conversations passed, 1 some did not, 2 none was begun.",
    )
    .argument(
      "<target>",
      "address of the chatbot, a recipe of the kind test, or the folder of a test to go on with",
    )
    .argument(
      "[key=value...]",
      "changes to the recipe: seed=8, scenarios.0.maxTurns=6; of a folder, to how it is carried out: budget.tokens=90000",
    )
    .option("--users <n>", "how many made-up people. Default: 10", positiveNumber)
    .option("--goal <text>", "what they want; may be repeated: a scenario for each", repeated)
    .option(
      "--attack <names>",
      "attackers: techniques with commas between them (persistence,encodings), or all; may be repeated",
      repeated,
    )
    .option("--wanted <text>", 'what attackers ask for: "the manager\'s discount code"')
    .option("--purpose <text>", "what the bot is for, in the attackers' words: returns of a shop")
    .option("--secret <text>", "a made-up secret that you planted in the bot, which fails if it tells it")
    .option(
      "--policies <names>",
      "how they behave: policies with commas between them (disclosure,impatience), or a file of policies or types of users",
    )
    .option("--model <backend:model>", "plays the users. Default: the bundled model")
    .option("--repeat <n>", "how often each is repeated, under other seeds", positiveNumber)
    .option("--max-turns <n>", "most turns of a conversation, of both sides together", positiveNumber)
    .option("--seed <n>", "seed of everything random", wholeNumber)
    .option("--concurrency <n>", "conversations at the same time", positiveNumber)
    .option("--must-say <text>", "the bot must say this, or /this/; may be repeated", repeated)
    .option("--never-say <text>", "the bot must never say this, or /this/; may be repeated", repeated)
    .option("--criterion <text>", "a judge decides whether this holds; may be repeated", repeated)
    .option("--judge <backend:model>", "judges. Default: the model that plays the users")
    .option("--must-reach-goal", "a conversation fails unless the user gets what it wants")
    .addOption(
      new Option(
        "--type <name>",
        "how to speak to the address: openai, webhook, websocket, mcp (add chatbot.tool=NAME) or one that --import brings",
      ),
    )
    .option("--body <json>", 'what a webhook or WebSocket is sent: \'{"text":"{{message}}"}\'')
    .option("--answer <path>", "where its answer is: data.reply")
    .option("--header <line>", "a header: 'authorization: Bearer ${NAME}'; may be repeated", repeated)
    .option("--timeout <ms>", "longest time of an answer, in milliseconds", positiveNumber)
    .option("--out <folder>", "folder of the run. Default: a new one below tests/")
    .addOption(
      new Option(
        "--only <which>",
        "only what failed in the folder, or in that of --out, as it was held there, in a new one beside it",
      ).choices(["failed"]),
    )
    .addOption(trustOption())
    .option("--junit <file>", "write results as JUnit's XML")
    .option("--html <file>", "write a report that needs nothing else")
    .option("--compare <baseline>", "the folder of an earlier test: the report says what is different now")
    .option("--json", "print one JSON object");
  return withPromptFlag(command).action((target: string, changes: string[], options: TestOptions) =>
    test(terminal, target, changes, options),
  );
}

async function test(
  terminal: Terminal,
  target: string,
  changes: readonly string[],
  options: TestOptions,
): Promise<void> {
  const summary = await carryOut(terminal, target, changes, options);
  const { conversations, passed, failed, errors } = summary;
  warnOfGoals(terminal, summary);
  if (options.json === true) {
    const techniques = byTechnique(summary);
    const counts = { conversations, passed, failed, errors };
    printJson(
      terminal,
      techniques.length === 0 ? counts : { ...counts, techniques: Object.fromEntries(techniques) },
    );
  }
  if (summary.unfinished !== undefined) throw summary.unfinished;
  if (passed < conversations && !terminal.signal.aborted)
    throw new SDialogError(`${conversations - passed} of ${conversations} conversations did not pass`, {
      code: "tests_failed",
      hint: `Read them in ${summary.files.map((name) => join(summary.at.folder, name)).join(" and ")}. Run them again with: ${holdFailedAgain(summary.at)}`,
    });
}

async function carryOut(
  terminal: Terminal,
  target: string,
  changes: readonly string[],
  options: TestOptions,
): Promise<FolderSummary> {
  const { runRecipe, spentBudget } = await import("@sdialog/runner");
  const { compareTests, junitXml, readTestedDialogs, saveTestReport, summarizeTests } =
    await import("@sdialog/testing");
  const wanted = resolve(terminal.cwd, options.out ?? join("tests", moment()));
  const { loaded, folder, notices } = await testToHold(terminal, target, changes, options, wanted);
  for (const notice of notices) printNote(terminal, terminal.color.yellow(visibleText(notice)));
  if (loaded.kind !== "test")
    throw new UsageError(`${target} is a recipe of the kind ${loaded.kind}`, "Use `sdialog run` for it.");
  // What cannot be read or written is better found before anything is spent.
  for (const flag of ["junit", "html"] as const) {
    const file = options[flag];
    if (file !== undefined) await requireWritable(resolve(terminal.cwd, file), `--${flag}`);
  }
  const baseline =
    options.compare === undefined
      ? undefined
      : (await readTestedDialogs(resolve(terminal.cwd, options.compare))).map(({ result }) => result);
  if (baseline !== undefined) compareTests(baseline, []);
  const run = await watch(terminal, (onEvent) =>
    runRecipe(loaded, {
      out: folder,
      signal: terminal.signal,
      onEvent,
      trust: trustOf(terminal, options.trust),
      maxResponseBytes: options.maxResponseBytes,
    }),
  ).catch(async (error: unknown) => {
    if (terminal.signal.aborted && (await pathExists(join(folder, "manifest.json"))))
      printNote(terminal, `Continue with: ${goOn(await ranAt(folder, loaded.kind, reportFlags(options)))}`);
    throw error;
  });
  const tested = await readTestedDialogs(folder);
  const results = tested.map(({ result }) => result);
  const summary = summarizeTests(results);
  // A conversation that never began has left no dialogue behind.
  const lost = Math.max(0, run.done + run.failed - results.length);
  const left = run.end === "complete" ? 0 : run.pending;
  const notHeld = [
    ...Array.from({ length: lost }, () => "it never began: failures.jsonl says why"),
    ...Array.from({ length: left }, () => "the run ended before it began"),
  ];
  const at = await ranAt(folder, loaded.kind, reportFlags(options));
  if (terminal.signal.aborted && run.pending > 0) printNote(terminal, `Continue with: ${goOn(at)}`);
  const all: FolderSummary = {
    ...summary,
    conversations: summary.conversations + notHeld.length,
    errors: summary.errors + notHeld.length,
    at,
    unfinished:
      run.end === "complete" || terminal.signal.aborted
        ? undefined
        : unfinished({ ...run, failed: 0 }, at, await spentBudget(folder)),
    files: [
      ...(tested.slice(0, run.done).some(({ result }) => result.outcome !== "passed")
        ? ["dialogues.jsonl"]
        : []),
      ...(run.failed > 0 ? ["failures.jsonl"] : []),
    ],
  };
  if (options.junit !== undefined)
    await writeAtomic(resolve(terminal.cwd, options.junit), junitXml(results, undefined, notHeld));
  if (options.html !== undefined)
    await saveTestReport(tested, resolve(terminal.cwd, options.html), { baseline });
  if (options.json !== true) {
    printTests(terminal, all, tested, all.at.folder);
    if (baseline !== undefined) printTestComparison(terminal, compareTests(baseline, results));
  }
  return all;
}

/** What is made of the whole test's results, which is made again when it goes on. */
function reportFlags(options: TestOptions): readonly string[] {
  return (["junit", "html", "compare"] as const).flatMap((flag) => {
    const value = options[flag];
    return value === undefined ? [] : [`--${flag}`, value];
  });
}

async function watch(
  terminal: Terminal,
  start: (listener: (event: RunEvent) => void) => Promise<RunSummary>,
): Promise<RunSummary> {
  let bar: Progress | undefined;
  try {
    return await begun(start, (event) => {
      if (event.type === "notice") printNote(terminal, terminal.color.yellow(visibleText(event.message)));
      if (event.type === "start")
        bar = startProgress(terminal, event.name, event.progress.total, "conversations");
      if (event.type === "start" || event.type === "task")
        bar?.update(event.progress.done + event.progress.failed, `${event.progress.failed} broken off`);
    });
  } finally {
    bar?.stop();
  }
}

/** Beside whatever is printed, since a conversation that passed must not look like a goal that was reached. */
function warnOfGoals(terminal: Terminal, { goals: { reached, missed, unjudged } }: TestSummary): void {
  if (unjudged === 0) return;
  const which = reached + missed === 0 ? "Goals were not judged" : `${unjudged} goals were not judged`;
  const why =
    "the demonstration model cannot tell whether it got what it wanted. Name another with --model, or a judge with --judge.";
  printNote(terminal, terminal.color.yellow(`${which}: ${why}`));
}

function moment(): string {
  return new Date().toISOString().replaceAll(/[:.]/g, "-").slice(0, 19);
}
