import type { RunSummary } from "@sdialog/runner";
import { SDialogError } from "@sdialog/core";
import { Option } from "commander";

/** What makes a command fail although every task gave a result. */
export type FailOn = "cut" | "faults";

/** `--fail-on`, of commands that carry out runs. */
export function failOnOption(): Option {
  return new Option(
    "--fail-on <what>",
    "exit with 1 if results hold messages that are not whole (cut), or anything that went wrong on the way (faults)",
  ).choices(["cut", "faults"] satisfies FailOn[]);
}

/** @throws SDialogError `results_cut`, `results_faulty` for results that hold what they must not */
export function refuseFaults(
  { cut = 0, faults = {}, done, folder }: RunSummary,
  failOn: FailOn | undefined,
): void {
  if (failOn !== undefined && cut > 0)
    throw new SDialogError(`${cut} of ${done} results hold an incomplete message`, {
      code: "results_cut",
      hint: "A limit or a filter ended it: raise maxTokens, or ask another model.",
    });
  const count = Object.values(faults).reduce((sum, times) => sum + times, 0);
  if (failOn === "faults" && count > 0)
    throw new SDialogError(`${count} faults are noted in the results`, {
      code: "results_faulty",
      hint: `sdialog runs show ${folder} counts them by kind.`,
    });
}
