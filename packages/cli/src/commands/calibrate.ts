import { extname, resolve } from "node:path";
import type { CalibrationEvent, Calibration } from "@sdialog/calibration";
import { pathExists, writeAtomic } from "@sdialog/core/fs";
import { visibleText } from "@sdialog/core/internal";
import { Command } from "commander";
import { listOption } from "../terminal/list-option.ts";
import { type Progress, startProgress } from "../terminal/progress.ts";
import { promptFiles, type PromptFlags, withPromptFlag } from "../terminal/prompt-flags.ts";
import { type ReadFlags, withReadFlags } from "../terminal/read-flags.ts";
import { printNote, printJson, printLine, type Terminal } from "../terminal/terminal.ts";
import { UsageError } from "../terminal/usage-error.ts";
import { wholeNumber } from "../terminal/whole-number.ts";
import { dialogFiles } from "./dialog-files.ts";
import { printCalibration } from "./print-calibration.ts";

interface CalibrateFlags extends ReadFlags, PromptFlags {
  readonly real: string;
  readonly user?: readonly string[];
  readonly out: string;
  readonly recipe?: string;
  readonly model?: string;
  readonly chatbot?: string;
  readonly simulatedUser?: string;
  readonly folder?: string;
  readonly dialogs?: number;
  readonly types?: number;
  readonly rounds?: number;
  readonly concurrency?: number;
  readonly seed: number;
  readonly limit?: number;
  readonly maxCalls?: number;
  readonly maxDollars?: string;
  readonly json?: boolean;
  readonly import: readonly string[];
}

/** `sdialog calibrate`: simulated users fitted to logs of people. */
export function calibrateCommand(terminal: Terminal): Command {
  const command = withReadFlags(
    new Command("calibrate")
      .description(
        "Fit simulated users to logs of people: types of users with shares, found on one half of the logs and compared with the other. Stopped or out of budget, it keeps what it found; run again, it goes on.",
      )
      .requiredOption("--real <path>", "logs of people, in any format there is a reader of")
      .option(
        "--user <names>",
        "who the people are in them: the speaker, or several; default: user",
        listOption,
      )
      .option("--out <file>", "file of the users that are found, for `policies:` in recipes", "users.yaml"),
  )
    .option(
      "--recipe <file>",
      "a recipe of the conversations to have, without policies. Default: what people wanted",
    )
    .option(
      "--model <backend:model>",
      "plays the users. Default: the recipe's, or the bundled model without one",
    )
    .option("--chatbot <url>", "who answers. Default: who the recipe says, or the model without one")
    .option("--simulated-user <name>", "the simulated user in the recipe's dialogues. Default: User")
    .option("--folder <folder>", "where all conversations are kept. Default: named after --out")
    .option("--dialogs <n>", "conversations of each candidate. Default: 40", wholeNumber)
    .option("--types <n>", "most types of users that are read off the logs. Default: 4", wholeNumber)
    .option("--rounds <n>", "how often each is corrected by what it was seen to do. Default: 3", wholeNumber)
    .option("--concurrency <n>", "conversations at once. Default: the recipe's", wholeNumber)
    .option("--limit <n>", "only the first so many of the logs", wholeNumber)
    .option("--seed <n>", "seed of everything random", wholeNumber, 0)
    .option("--max-calls <n>", "most model calls", wholeNumber)
    .option("--max-dollars <amount>", "most money; calls that tell no cost count at list prices")
    .option("--json", "print one JSON object");
  return withPromptFlag(command).action((options: CalibrateFlags) => run(terminal, options));
}

async function run(terminal: Terminal, options: CalibrateFlags): Promise<void> {
  const { calibrate, formatUsers } = await import("@sdialog/calibration");
  const { readRecipeFile } = await import("@sdialog/runner");
  const out = resolve(terminal.cwd, options.out);
  const folder = resolve(
    terminal.cwd,
    options.folder ?? `${options.out.slice(0, options.out.length - extname(options.out).length)}-fit`,
  );
  const path = options.recipe === undefined ? undefined : resolve(terminal.cwd, options.recipe);
  const recipe = path === undefined ? undefined : await readRecipeFile(path);
  const { user = ["user"] } = options;
  const watch = new Watch(terminal);
  const logs = dialogFiles(terminal, [options.real], options);
  let found: Calibration;
  try {
    found = await calibrate(options.limit === undefined ? logs : first(logs, options.limit), {
      user,
      folder,
      recipe,
      base: path === undefined ? terminal.cwd : resolve(path, ".."),
      model: options.model,
      prompts: promptFiles(terminal, options),
      chatbot: options.chatbot,
      simulatedUser: options.simulatedUser,
      dialogs: options.dialogs,
      types: options.types,
      rounds: options.rounds,
      concurrency: options.concurrency,
      seed: options.seed,
      budget: { calls: options.maxCalls, dollars: amount(options.maxDollars) },
      signal: terminal.signal,
      onEvent: (event) => watch.take(event),
    });
  } finally {
    watch.stop();
  }
  const replaced = await pathExists(out);
  const about = {
    logs: options.real,
    user,
    model: options.model ?? nameOf(recipe?.["model"]) ?? "local:pocket",
    seed: options.seed,
  };
  await writeAtomic(out, formatUsers(found, about), { overwrite: true });
  if (options.json === true) return printJson(terminal, { ...summaryOf(found), out, folder });
  printCalibration(terminal, found, { calls: options.maxCalls, dollars: amount(options.maxDollars) });
  printLine(
    terminal,
    `${terminal.color.cyan(out)} has the users${replaced ? " (the earlier file is replaced)" : ""}; every conversation is in ${terminal.color.cyan(folder)}`,
  );
}

/** The name of a model as a recipe has it. */
function nameOf(model: unknown): string | undefined {
  const name: unknown =
    typeof model === "object" && model !== null ? (model as { readonly name?: unknown }).name : model;
  return typeof name === "string" ? name : undefined;
}

function amount(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const dollars = Number(text);
  if (Number.isFinite(dollars) && dollars > 0) return dollars;
  throw new UsageError(`--max-dollars is an amount above 0, not "${text}"`);
}

async function* first<Item>(items: AsyncIterable<Item>, count: number): AsyncGenerator<Item> {
  let taken = 0;
  for await (const item of items) {
    if (taken++ >= count) return;
    yield item;
  }
}

/** Shows how far the run of each candidate is, one after the other. */
class Watch {
  readonly #terminal: Terminal;
  #bar: Progress | undefined;
  /** Each candidate's run has its own notices, and most of them are the same. */
  readonly #notices = new Set<string>();

  constructor(terminal: Terminal) {
    this.#terminal = terminal;
  }

  take(event: CalibrationEvent): void {
    const { color } = this.#terminal;
    if (event.type === "mixture") {
      const { alignment, coverage } = event.fit;
      printNote(
        this.#terminal,
        `${color.dim(`round ${event.round}: alignment ${alignment.toFixed(3)}, coverage ${coverage.toFixed(3)} on the half that is fitted to`)}`,
      );
    }
    if (event.type === "comparison") {
      this.#bar ??= startProgress(this.#terminal, "compared with people", event.total, "comparisons");
      this.#bar.update(event.done);
      if (event.done === event.total) this.stop();
    }
    if (event.type !== "run") return;
    const happened = event.event;
    if (happened.type === "notice" && !this.#notices.has(happened.message)) {
      this.#notices.add(happened.message);
      printNote(this.#terminal, color.yellow(visibleText(happened.message)));
    }
    if (happened.type === "start")
      this.#bar = startProgress(this.#terminal, event.candidate, happened.progress.total, "conversations");
    if (happened.type === "start" || happened.type === "task")
      this.#bar?.update(
        happened.progress.done + happened.progress.failed,
        `${happened.progress.failed} failed`,
      );
    if (happened.type === "finish") this.stop();
  }

  stop(): void {
    this.#bar?.stop();
    this.#bar = undefined;
  }
}

function summaryOf({ users, basis, before, after, ceiling, candidates, n, end, spent, kept }: Calibration) {
  return {
    n,
    basis,
    end,
    spent,
    kept: kept ?? null,
    before: before === undefined ? null : scores(before),
    after: after === undefined ? null : scores(after),
    people: scores(ceiling),
    users: users.users.map(({ name, share }) => ({ name, share })),
    candidates: candidates.map(({ name, dialogs, fit, share }) => ({ name, dialogs, fit, share })),
  };
}

function scores({ behaviour, groups, coverage, humanLikeness }: Calibration["ceiling"]) {
  return {
    alignment: { value: behaviour.value, interval: behaviour.interval },
    groups,
    coverage: { value: coverage.value, interval: coverage.interval },
    humanLikeness: { auc: humanLikeness.auc, interval: humanLikeness.interval, p: humanLikeness.p },
  };
}
