import { extname, resolve } from "node:path";
import type { CalibrationEvent, Calibration } from "@sdialog/calibration";
import { pathExists, writeAtomic } from "@sdialog/core/fs";
import { visibleText } from "@sdialog/core/internal";
import { Command } from "commander";
import { listOption } from "../terminal/list-option.ts";
import { type Progress, startProgress } from "../terminal/progress.ts";
import { promptFiles, type PromptFlags, withPromptFlag } from "../terminal/prompt-flags.ts";
import { type ReadFlags, withReadFlags } from "../terminal/read-flags.ts";
import { formatTable } from "../terminal/table.ts";
import { printNote, printJson, printLine, type Terminal } from "../terminal/terminal.ts";
import { UsageError } from "../terminal/usage-error.ts";
import { wholeNumber } from "../terminal/whole-number.ts";
import { dialogFiles } from "./dialog-files.ts";

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
  report(terminal, found, { calls: options.maxCalls, dollars: amount(options.maxDollars) });
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

function report(terminal: Terminal, found: Calibration, budget: Budget): void {
  const { before, after, ceiling, users, n, end } = found;
  const shown = (of: (side: Calibration["ceiling"]) => { value: number | null; interval: Range | null }) =>
    [before, after, ceiling].map((side) => (side === undefined ? "–" : withRange(of(side))));
  const groups = (["D1", "D2", "D3", "D4"] as const).map((group) => [
    `alignment ${group}`,
    ...shown(({ groupDetails }) => groupDetails[group]),
  ]);
  printLine(
    terminal,
    formatTable(
      terminal,
      [`against ${n.held} held-out conversations`, "before", "after", "people"],
      [
        ["alignment of behaviour", ...shown(({ behaviour }) => behaviour)],
        ...groups,
        ["coverage", ...shown(({ coverage }) => coverage)],
        [
          "told apart from people (AUC, 0.5 is best)",
          ...shown(({ humanLikeness: { auc, interval } }) => ({ value: auc, interval })),
        ],
      ],
    ),
  );
  printLine(
    terminal,
    formatTable(
      terminal,
      ["user type", "share", "policies"],
      users.users.map(({ name, share, policies }) => [
        name,
        share ?? 1,
        policies.map((policy) => (typeof policy === "string" ? policy : policy.name)).join(", "),
      ]),
    ),
  );
  if (end === "budget") printLine(terminal, terminal.color.yellow(whyNoMore(found)));
  printLine(terminal, spentLine(found, budget));
}

/** What the budget ended, and who has seen the users that are written. */
function whyNoMore({ basis, before, after }: Calibration): string {
  if (basis === "search") return "The budget ended the search; what was found until then is kept.";
  const readOff = "The users are what can be read off the logs alone";
  if (before === undefined)
    return `The budget ended before a single conversation did: raise it, or lower --concurrency. ${readOff}; nobody has seen them talk.`;
  return after === undefined
    ? `The budget ended before any type of users was held. ${readOff}; nobody has seen them talk.`
    : `The budget was too small to search. ${readOff}; "after" is how they talk, and nothing was corrected by it.`;
}

/** What was spent of which budget, and what of it is kept for the users that are found. */
function spentLine({ spent, end, after, kept }: Calibration, budget: Budget): string {
  const dollars = spent.dollars > 0 ? `, ${dollarsOf(spent.dollars)}${ofLimit(budget.dollars)} dollars` : "";
  const calls = `${spent.calls}${ofLimit(budget.calls)} model calls${dollars} spent, those of conversations that were cut among them`;
  if (end !== "budget" || kept === undefined) return calls;
  const takes = amountOf(kept, budget);
  if (after !== undefined)
    return `${calls}; about ${takes} of the budget were kept for the users that were found`;
  const left = {
    calls: (budget.calls ?? 0) - spent.calls,
    dollars: (budget.dollars ?? 0) - spent.dollars,
  };
  return left.calls > 0 || left.dollars > 0
    ? `${calls}; ${amountOf(left, budget)} kept for the users that were found, who would have taken about ${takes}`
    : calls;
}

function ofLimit(limit: number | undefined): string {
  return limit === undefined ? "" : ` of ${limit}`;
}

function amountOf({ calls, dollars }: Spent, budget: Budget): string {
  const money = budget.dollars === undefined ? [] : [`${dollarsOf(Math.max(0, dollars))} dollars`];
  const count = budget.calls === undefined ? [] : [`${Math.max(0, Math.round(calls))} calls`];
  return [...count, ...money].join(" and ");
}

type Spent = Calibration["spent"];
type Budget = { readonly [Part in keyof Spent]?: Spent[Part] | undefined };

/** To the cent, and further where it is less than one. */
function dollarsOf(dollars: number): string {
  return dollars < 0.995 ? dollars.toPrecision(2) : dollars.toFixed(2);
}

interface Range {
  readonly low: number;
  readonly high: number;
}

function withRange({
  value,
  interval,
}: {
  readonly value: number | null;
  readonly interval: Range | null;
}): string {
  if (value === null) return "–";
  return interval === null
    ? value.toFixed(3)
    : `${value.toFixed(3)} (${interval.low.toFixed(3)} to ${interval.high.toFixed(3)})`;
}
