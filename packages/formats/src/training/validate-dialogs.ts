import { requireArguments, checkOptions, type OptionNames, pickOptions } from "@sdialog/core/internal";
import type { Dialog, DialogSource } from "@sdialog/core";
import { dialogsOf, repeatable } from "../dialog-source.ts";
import { type AssistantChoice, findAssistant } from "../messages/find-assistant.ts";
import type { Problem, ProblemReason } from "./problem.ts";
import { TrainingFilter, type TrainingFilterOptions, trainingFilterOptionNames } from "./training-filter.ts";

/** What dialogues are checked for, and what is called for bad ones. */
export interface ValidateOptions extends TrainingFilterOptions {
  readonly signal?: AbortSignal | undefined;
  /**
   * Whether the messages are handed to the trainer as they stand, so that nothing is mended: asked once the source was
   * read. Default: false, as an export writes them: what one side says in a row is joined, and what comes after
   * the last answer left out.
   */
  readonly asWritten?: boolean | (() => boolean) | undefined;
  /** Called for every dialogue that cannot be trained on. */
  readonly onProblem?: ((dialog: Dialog, problems: readonly Problem[]) => void) | undefined;
}

const validateOptionNames: OptionNames<ValidateOptions> = {
  signal: true,
  asWritten: true,
  onProblem: true,
  ...trainingFilterOptionNames,
};

/** How many dialogues can be trained on, and why others cannot. */
export interface ValidationReport {
  /** Dialogues checked. */
  readonly total: number;
  /** Dialogues without a problem. */
  readonly trainable: number;
  /** Dialogues by reason; one may have several. */
  readonly reasons: Readonly<Partial<Record<ProblemReason, number>>>;
  /** Whether the messages were checked as they stand in their file, or as an export would write them. */
  readonly checked: "as_written" | "as_exported";
  /** Who the assistant is. */
  readonly assistant: AssistantChoice;
  /** What is to be said of the dataset as a whole. */
  readonly remarks: readonly string[];
  /**
   * Dialogues by what was found in them on the way: what guards refused or mended (`truncated`, `role_inversion`, …), and
   * `warning` for those in which a model did something else than it was asked for. Most of them can be trained on.
   */
  readonly faults: Readonly<Record<string, number>>;
  /** The first hundred dialogues that cannot be trained on. */
  readonly examples: readonly { readonly id: string | number; readonly problems: readonly Problem[] }[];
}

/**
 * Says which dialogues can be trained on and, for the others, why not.
 *
 * @throws InvalidArgumentError when it is not clear who the assistant is, or for an unknown trainer; as reading the source does
 */
export async function validateDialogs(
  source: DialogSource,
  options: ValidateOptions = {},
): Promise<ValidationReport> {
  checkOptions("validateDialogs", options, validateOptionNames);
  requireArguments("validateDialogs", arguments, 1);
  const dialogs = await repeatable(source);
  const assistant = await findAssistant(dialogs, options.assistant);
  const asWritten =
    typeof options.asWritten === "function" ? options.asWritten() : options.asWritten === true;
  const filter = await TrainingFilter.create(
    { ...pickOptions(options, trainingFilterOptionNames), assistant: assistant.assistant },
    { asWritten },
  );
  const reasons: Partial<Record<ProblemReason, number>> = {};
  const examples: { id: string | number; problems: readonly Problem[] }[] = [];
  const faults: Record<string, number> = {};
  let total = 0;
  let trainable = 0;
  for await (const dialog of dialogsOf(dialogs)) {
    options.signal?.throwIfAborted();
    total++;
    for (const fault of faultsIn(dialog)) faults[fault] = (faults[fault] ?? 0) + 1;
    const problems = filter.check(dialog);
    if (problems.length === 0) {
      trainable++;
      continue;
    }
    countReasons(reasons, problems);
    if (examples.length < 100) examples.push({ id: dialog.id, problems });
    options.onProblem?.(dialog, problems);
  }
  const checked = asWritten ? "as_written" : "as_exported";
  return {
    total,
    trainable,
    reasons,
    checked,
    assistant,
    remarks: filter.remarks(trainable),
    faults,
    examples,
  };
}

/** Counts a dialogue's reasons, each once. */
export function countReasons(
  reasons: Partial<Record<ProblemReason, number>>,
  problems: readonly Problem[],
): void {
  for (const reason of new Set(problems.map((problem) => problem.reason)))
    reasons[reason] = (reasons[reason] ?? 0) + 1;
}

/** Each kind once. A file may hold anything under the name. */
export function faultsIn({ events, extra }: Dialog): readonly string[] {
  const { faults } = extra;
  return [
    ...(typeof faults === "object" && faults !== null ? Object.keys(faults) : []),
    ...(events?.some(({ action }) => action === "warning") === true ? ["warning"] : []),
  ];
}
