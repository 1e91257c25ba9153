import { counted } from "@sdialog/core/internal";
import type { RunSummary } from "@sdialog/runner";
import { SDialogError } from "@sdialog/core";
import { Option } from "commander";
import { UsageError } from "./usage-error.ts";

/** What makes a command fail although every task gave a result. */
export type FailOn = "cut" | "faults" | "goals";

/** `--fail-on`, of commands that carry out runs. */
export function failOnOption(): Option {
  return new Option(
    "--fail-on <what>",
    "exit with 1 if results hold incomplete messages (cut), these or anything else that went wrong on the way (faults), or conversations that did not succeed (goals)",
  ).choices(["cut", "faults", "goals"] satisfies FailOn[]);
}

/** @throws SDialogError `results_cut`, `results_faulty`, `outcomes_missed` for results that hold what they must not */
export function refuseFaults(
  { cut = 0, faults = {}, outcomes, done, folder }: RunSummary,
  failOn: FailOn | undefined,
): void {
  if (failOn === "goals") {
    if (outcomes === undefined)
      throw new UsageError(
        "--fail-on goals is for conversations that have a goal",
        "Runs of the kinds roleplay, interactions and test have such conversations.",
      );
    const short = outcomes.missed + outcomes.unjudged;
    if (short > 0)
      throw new SDialogError(
        `${short} of ${outcomes.reached + outcomes.missed} conversations did not succeed, or nobody can tell`,
        {
          code: "outcomes_missed",
          hint: `sdialog runs show ${folder} counts how they came out.`,
        },
      );
    return;
  }
  if (failOn !== undefined && cut > 0)
    throw new SDialogError(`${cut} of ${done} results hold an incomplete message`, {
      code: "results_cut",
      hint: "A limit or a filter ended it: raise maxTokens, or ask another model.",
    });
  const count = Object.values(faults).reduce((sum, times) => sum + times, 0);
  if (failOn === "faults" && count > 0)
    throw new SDialogError(`${counted(count, "fault")} ${count === 1 ? "is" : "are"} noted in the results`, {
      code: "results_faulty",
      hint: `sdialog runs show ${folder} counts them by kind.`,
    });
}
