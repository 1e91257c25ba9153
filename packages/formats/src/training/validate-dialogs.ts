import { checkOptions, type OptionNames, pickOptions } from "@sdialog/core/internal";
import { contentHash, type Dialog, type DialogSource } from "@sdialog/core";
import {
  findProblems,
  type Problem,
  type ProblemOptions,
  type ProblemReason,
  problemOptionNames,
} from "./find-problems.ts";
import { dialogsOf } from "../dialog-source.ts";

/** What dialogues are checked for, and what is called for bad ones. */
export interface ValidateOptions extends ProblemOptions {
  readonly signal?: AbortSignal | undefined;
  /** Called for every dialogue that cannot be trained on. */
  readonly onProblem?: ((dialog: Dialog, problems: readonly Problem[]) => void) | undefined;
}

const validateOptionNames: OptionNames<ValidateOptions> = {
  signal: true,
  onProblem: true,
  ...problemOptionNames,
};

/** How many dialogues can be trained on, and why others cannot. */
export interface ValidationReport {
  /** Dialogues checked. */
  readonly total: number;
  /** Dialogues without a problem. */
  readonly trainable: number;
  /** Dialogues by reason; one may have several. */
  readonly reasons: Readonly<Partial<Record<ProblemReason, number>>>;
  /**
   * Dialogues by what was found in them on the way: what guards refused or mended (`truncated`, `role_inversion`, …), and
   * `warning` for those in which a model did something else than it was asked for. Most of them can be trained on.
   */
  readonly faults: Readonly<Record<string, number>>;
  /** The first hundred dialogues that cannot be trained on. */
  readonly examples: readonly { readonly id: string | number; readonly problems: readonly Problem[] }[];
}

/** Says which dialogues can be trained on and, for the others, why not. @throws as `dialogsOf` does */
export async function validateDialogs(
  source: DialogSource,
  options: ValidateOptions = {},
): Promise<ValidationReport> {
  checkOptions("validateDialogs", options, validateOptionNames);
  const reasons: Partial<Record<ProblemReason, number>> = {};
  const examples: { id: string | number; problems: readonly Problem[] }[] = [];
  const faults: Record<string, number> = {};
  const duplicates = new DuplicateFilter();
  let total = 0;
  let trainable = 0;
  for await (const dialog of dialogsOf(source)) {
    options.signal?.throwIfAborted();
    total++;
    for (const fault of faultsIn(dialog)) faults[fault] = (faults[fault] ?? 0) + 1;
    const problems = [
      ...findProblems(dialog, pickOptions(options, problemOptionNames)),
      ...duplicates.check(dialog),
    ];
    if (problems.length === 0) {
      trainable++;
      continue;
    }
    for (const reason of new Set(problems.map((problem) => problem.reason)))
      reasons[reason] = (reasons[reason] ?? 0) + 1;
    if (examples.length < 100) examples.push({ id: dialog.id, problems });
    options.onProblem?.(dialog, problems);
  }
  return { total, trainable, reasons, faults, examples };
}

/** Each kind once. A file may hold anything under the name. */
function faultsIn({ events, extra }: Dialog): readonly string[] {
  const { faults } = extra;
  return [
    ...(typeof faults === "object" && faults !== null ? Object.keys(faults) : []),
    ...(events?.some(({ action }) => action === "warning") === true ? ["warning"] : []),
  ];
}

/** Finds dialogues in which the same is said as in an earlier one. */
export class DuplicateFilter {
  readonly #seen = new Map<string, string | number>();

  check(dialog: Dialog): Problem[] {
    const key = contentHash(dialog.turns.map(({ speaker, text }) => [speaker, text])).slice(0, 24);
    const first = this.#seen.get(key);
    if (first !== undefined) return [{ reason: "duplicate", message: `it says the same as ${first}` }];
    this.#seen.set(key, dialog.id);
    return [];
  }
}
