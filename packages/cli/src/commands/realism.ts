import { resolve } from "node:path";
import type { Dialog } from "@sdialog/core";
import type { DialogFingerprint, FingerprintRow } from "@sdialog/realism";
import { Command } from "commander";
import { listOption } from "../terminal/list-option.ts";
import { type PromptFlags, promptTexts, withPromptFlag } from "../terminal/prompt-flags.ts";
import { startCounter } from "../terminal/progress.ts";
import { type ReadFlags, withReadFlags } from "../terminal/read-flags.ts";
import { printJson, printLine, type Terminal } from "../terminal/terminal.ts";
import { UsageError } from "../terminal/usage-error.ts";
import { wholeNumber } from "../terminal/whole-number.ts";
import { dialogFiles } from "./dialog-files.ts";
import { printDialogsComparison, printRealism, printUserSimIndex } from "./print-realism.ts";

interface RealismOptions extends ReadFlags, PromptFlags {
  readonly real: readonly string[];
  readonly simulated?: readonly string[];
  readonly user?: readonly string[];
  readonly bot?: readonly string[];
  readonly language: string;
  readonly alignment: "overlap" | "mean";
  readonly seed: number;
  readonly permutations: number;
  readonly domainSize: number;
  readonly model?: string;
  readonly judged: number;
  readonly measured?: string;
  readonly html?: string;
  readonly saveReference?: string;
  readonly json?: boolean;
}

/** `sdialog realism`: how much simulated users behave like people. */
export function realismCommand(terminal: Terminal): Command {
  const command = new Command("realism")
    .description("Say how much simulated users behave like people, and where they do not.")
    .requiredOption(
      "--real <paths>",
      "conversations of people: files, folders, runs, or reference:NAME (realsim, star, sgd, taskmaster, or a file that --save-reference wrote)",
      listOption,
    )
    .option("--simulated <paths>", "conversations of simulated users: files, folders, runs", listOption)
    .option("--user <speakers>", "who the user is in the conversations; default: user", listOption)
    .option("--bot <speakers>", "who the assistant is; everybody else is the user", listOption)
    .option("--language <code>", "en, de, fr, es; found by the commonest words unless it is named", "auto")
    .option("--alignment <form>", "overlap of distributions, or mean", "overlap")
    .option("--seed <n>", "seed of every random choice", wholeNumber, 0)
    .option(
      "--permutations <n>",
      "rounds of the test that they can be told apart; 0 leaves out p",
      wholeNumber,
      39,
    )
    .option(
      "--domain-size <n>",
      "fewest conversations of each side for a domain to be compared by itself",
      wholeNumber,
      20,
    )
    .option("--model <backend:model>", "model that labels what turns are for, and rates the simulated users")
    .option("--judged <n>", "conversations of each side that the model is shown", wholeNumber, 30)
    .option("--measured <file>", "outcomes and ratings of both sides, for the whole User-Sim Index (JSON)")
    .option("--html <file>", "write a report with every distribution")
    .option("--save-reference <file>", "keep how the people behave, as numbers without their words")
    .option("--json", "print one JSON object");
  return withPromptFlag(withReadFlags(command)).action((options: RealismOptions) =>
    realism(terminal, options),
  );
}

/** One side: fingerprints, and the dialogues they are of unless it is a reference. */
interface Side {
  readonly rows: readonly FingerprintRow[];
  readonly dialogs: readonly Dialog[] | null;
  readonly fingerprints: readonly DialogFingerprint[];
  /** What a person should know of how it was read. */
  readonly notes: readonly string[];
}

async function realism(terminal: Terminal, options: RealismOptions): Promise<void> {
  const { simulated: simulatedPaths, saveReference, seed, alignment, permutations, domainSize } = options;
  if (options.user !== undefined && options.bot !== undefined)
    throw new UsageError(
      "--user and --bot are both given",
      "Name the user or the assistant; the other follows.",
    );
  if (simulatedPaths === undefined && saveReference === undefined)
    throw new UsageError("There is nothing to compare with", "Name conversations with --simulated.");
  if (options.prompt !== undefined && options.model === undefined)
    throw new UsageError("--prompt is given, and nobody is asked", "Name who is: --model backend:model");
  const prompts = await promptTexts(terminal, options, ["judge"]);
  const { compareDialogs, gapExamples, makeReference, parseMeasured, saveRealismReport, userSimIndex } =
    await import("@sdialog/realism");
  const { compareRealismInThread } = await import("@sdialog/realism/thread");
  const { readText, writeAtomic } = await import("@sdialog/core/fs");
  const at = (path: string): string => resolve(terminal.cwd, path);
  // Known before models are paid for.
  const measured =
    options.measured === undefined
      ? {}
      : parseMeasured(await readText(at(options.measured)), at(options.measured));
  const real = await readSide(terminal, "people", options.real, options);
  if (saveReference !== undefined) {
    const file = at(saveReference);
    const reference = makeReference(real.rows, { name: saveReference, source: options.real.join(", ") });
    await writeAtomic(file, `${JSON.stringify(reference)}\n`);
    if (options.json !== true) printLine(terminal, `Reference: ${terminal.color.cyan(file)}`);
  }
  if (simulatedPaths === undefined) return;
  const simulated = await readSide(terminal, "simulated users", simulatedPaths, options);
  // It takes a while, in which the command can be stopped.
  const comparison = await compareRealismInThread(real.rows, simulated.rows, {
    seed,
    alignment,
    permutations,
    domainSize,
    signal: terminal.signal,
  });
  const examples = gapExamples(
    comparison.gaps.slice(0, 3),
    withDialogs(real),
    withDialogs(simulated) ?? nobody,
    {
      ...speakers(options),
    },
  );
  const index = userSimIndex(comparison, alignment, measured);
  const { model, judged } = options;
  const words = await compareDialogs(real.dialogs, simulated.dialogs ?? [], {
    ...speakers(options),
    language: options.language,
    model,
    judged,
    prompts,
    seed,
    signal: terminal.signal,
  });
  const notes = [...real.notes, ...simulated.notes];
  if (options.html !== undefined) {
    const file = at(options.html);
    const names = [options.real.join(", "), simulatedPaths.join(", ")] as const;
    await saveRealismReport(comparison, file, { examples, names });
    if (options.json !== true) printLine(terminal, `Report: ${terminal.color.cyan(file)}`);
  }
  if (options.json === true)
    return printJson(terminal, { ...comparison, userSimIndex: index, ...words, examples, notes });
  await printRealism(terminal, comparison, examples);
  printDialogsComparison(terminal, words);
  printUserSimIndex(terminal, index);
  for (const note of notes) printLine(terminal, terminal.color.dim(note));
}

const nobody = { dialogs: [], fingerprints: [] };

function withDialogs({ dialogs, fingerprints }: Side) {
  return dialogs === null ? null : { dialogs, fingerprints };
}

function speakers({ user, bot }: RealismOptions) {
  return bot === undefined ? { user: user ?? ["user"] } : { bot };
}

async function readSide(
  terminal: Terminal,
  who: string,
  paths: readonly string[],
  options: RealismOptions,
): Promise<Side> {
  const { readText } = await import("@sdialog/core/fs");
  const {
    fingerprintDialogs,
    lexicalFeatures,
    loadReference,
    parseReference,
    referenceNames,
    referenceRows,
  } = await import("@sdialog/realism");
  const [path = ""] = paths;
  if (path.startsWith("reference:")) {
    if (paths.length > 1)
      throw new UsageError("A reference takes the place of a whole side", "Name it alone.");
    const name = path.slice("reference:".length);
    const file = resolve(terminal.cwd, name);
    const reference =
      referenceNames.includes(name) || !/[./\\]/.test(name)
        ? await loadReference(name)
        : parseReference(await readText(file), file);
    const rows = referenceRows(reference);
    const some = rows.length < reference.n ? `, ${rows.length} of ${reference.n} fingerprints` : "";
    return {
      rows,
      dialogs: null,
      fingerprints: [],
      notes: [`${reference.name}: ${reference.source}${some}.`],
    };
  }
  const counter = startCounter(terminal, `Read of ${who}`, "conversations");
  const dialogs: Dialog[] = [];
  const { fingerprints, silent, guessedLanguage } = await fingerprintDialogs(
    kept(dialogFiles(terminal, paths, options), dialogs),
    {
      ...speakers(options),
      language: options.language,
      signal: terminal.signal,
      onProgress: ({ done }) => counter.update(done),
    },
  );
  counter.stop();
  const blank = fingerprints.reduce((sum, { blankTurns }) => sum + blankTurns, 0);
  const unknown = fingerprints.filter(({ language }) => language === null).length;
  const notes = [
    [silent, "conversations without a word of the user are left out"],
    [blank, "blank turns are left out"],
    [guessedLanguage, "conversations too short to tell their language are taken to be in the commonest one"],
    [
      unknown,
      `conversations are in a language without lists of words: what words tell is left out (${lexicalFeatures.join(", ")}; names among identifiers)`,
    ],
  ] as const;
  return {
    rows: fingerprints,
    dialogs,
    fingerprints,
    notes: notes.filter(([count]) => count > 0).map(([count, what]) => `Of ${who}: ${count} ${what}.`),
  };
}

async function* kept(source: AsyncIterable<Dialog>, dialogs: Dialog[]): AsyncGenerator<Dialog> {
  for await (const dialog of source) {
    dialogs.push(dialog);
    yield dialog;
  }
}
