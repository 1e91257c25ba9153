import { checkArguments, checkOptions } from "@sdialog/core/internal";
import {
  type InstructionResult,
  InvalidArgumentError,
  type Orchestrator,
  type OrchestratorMoment,
  type OrchestratorRun,
  type OrchestratorSession,
} from "@sdialog/core";
import type { OrchestratorOptions } from "./base-orchestrator.ts";
import { orchestratorJson } from "./orchestrator-json.ts";

/** A rule as code: what to say before each reply; or reactions to replies and tools; or a function that starts them for one conversation. */
export type Rule =
  | ((moment: OrchestratorMoment) => InstructionResult | Promise<InstructionResult>)
  | OrchestratorSession
  | { readonly begin: (run: OrchestratorRun) => OrchestratorSession };

const moments = ["begin", "instruct", "afterTool"];

/**
 * Makes a rule of a function.
 *
 * What has to be remembered within one conversation belongs in `begin`; variables outside are shared by all
 * conversations. A file holds only the label of a rule made this way.
 *
 * @param label names the rule in events
 */
export function orchestrator(
  label: string,
  rule: Rule,
  options: Pick<OrchestratorOptions, "persistent"> = {},
): Orchestrator {
  checkArguments("orchestrator", arguments, 3);
  const { persistent = false } = checkOptions("orchestrator", options, { persistent: true });
  if (
    typeof rule !== "function" &&
    !moments.some((name) => typeof Reflect.get(rule ?? {}, name) === "function")
  )
    throw new InvalidArgumentError(`The rule "${label}" does nothing`, {
      hint: `A rule is a function, or has one of the functions ${moments.join(", ")}.`,
    });
  return {
    label,
    persistent,
    begin: (run) => {
      if (typeof rule === "function") return { instruct: rule };
      return "begin" in rule ? rule.begin(run) : rule;
    },
    toJSON: () => orchestratorJson(label, { label, persistent }, {}, true),
  };
}
