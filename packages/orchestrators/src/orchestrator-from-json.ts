import { checkArguments, checkOptions, type OptionNames } from "@sdialog/core/internal";
import {
  createByName,
  DataFormatError,
  type Orchestrator,
  registered,
  SDialogError,
  UnknownNameError,
} from "@sdialog/core";
import * as z from "zod/mini";
import "./built-in-orchestrators.ts";

const written = z.strictObject({
  name: z.string(),
  args: z._default(z.record(z.string(), z.unknown()), {}),
  code: z.optional(z.literal(true)),
});
const asInRecipes = z.pipe(
  z.looseObject({ type: z.string() }),
  z.transform(({ type, ...args }) => ({ name: type, args, code: undefined })),
);

/** What {@link orchestratorFromJSON} cannot read from a file alone. */
export interface OrchestratorFromJsonOptions {
  /** Your own rules that files can only name: functions, classes, conditions in code. They are found by label. */
  readonly known?: readonly Orchestrator[] | undefined;
  /** Names the origin in errors. */
  readonly source?: string | undefined;
}

const orchestratorFromJsonOptionNames: OptionNames<OrchestratorFromJsonOptions> = {
  known: true,
  source: true,
};

/**
 * Restores a rule from what its `toJSON` or Python SDialog wrote, or from a recipe's `{ type, …arguments }`; policies of
 * behaviour too, where the package that brings them is loaded.
 *
 * @throws DataFormatError for an unknown rule, wrong arguments, or a rule that is code and is not among the known ones
 */
export function orchestratorFromJSON(json: unknown, options: OrchestratorFromJsonOptions = {}): Orchestrator {
  checkArguments("orchestratorFromJSON", arguments, 2);
  const { known = [], source } = checkOptions(
    "orchestratorFromJSON",
    options,
    orchestratorFromJsonOptionNames,
  );
  const parsed = z.union([written, asInRecipes]).safeParse(json);
  if (!parsed.success)
    throw new DataFormatError('not an orchestrator: expected { "name", "args" }', { source });
  const { name, code } = parsed.data;
  const args = renamed(parsed.data.args);
  const label = typeof args["label"] === "string" ? args["label"] : name;
  const own = known.find((rule) => rule.label === label);
  if (own !== undefined) return own;
  // Python SDialog writes a condition as the text that it prints of a function.
  if (code === true || String(args["condition"]).startsWith("<function ")) {
    throw new DataFormatError(`the orchestrator "${label}" is code, so the file holds only its name`, {
      source,
      hint: "Pass the rule itself in `known`.",
    });
  }
  try {
    // A policy of behaviour is a rule, too, and stands beside a persona as rules do.
    return isPolicy(name) ? createByName("policy", name, args) : createByName("orchestrator", name, args);
  } catch (error) {
    if (!SDialogError.isInstance(error)) throw error;
    const hint =
      error instanceof UnknownNameError ? `${error.hint} Pass rules that are code in \`known\`.` : error.hint;
    throw new DataFormatError(error.message, { source, hint, cause: error });
  }
}

/** Arguments that Python SDialog writes under names of its own. */
const pythonNames: Readonly<Record<string, string>> = {
  max_times: "maxTimes",
  top_k: "topK",
  event_label: "label",
};

function isPolicy(name: string): boolean {
  return registered("policy").some((policy) => policy.name === name || policy.aliases?.includes(name));
}

function renamed(args: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(args).map(([name, value]) => [
      Object.hasOwn(pythonNames, name) ? (pythonNames[name] as string) : name,
      value,
    ]),
  );
}
