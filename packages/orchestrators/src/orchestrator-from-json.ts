import { DataFormatError, nearestName, type Orchestrator, SDialogError } from "@sdialog/core";
import { z } from "zod";
import { ChangeMindOrchestrator } from "./change-mind-orchestrator.ts";
import { InstructionListOrchestrator } from "./instruction-list-orchestrator.ts";
import { LengthOrchestrator } from "./length-orchestrator.ts";
import { SimpleReflexOrchestrator } from "./simple-reflex-orchestrator.ts";
import { SimpleResponseOrchestrator } from "./response-suggestion/simple-response-orchestrator.ts";
import { patternFromJson } from "./text-condition.ts";
import { ToolReflexOrchestrator } from "./tool-reflex-orchestrator.ts";

const common = { label: z.string().optional(), persistent: z.boolean().optional() };
const pattern = z
  .strictObject({ pattern: z.string(), flags: z.string().optional() })
  .transform(patternFromJson);
const texts = z.record(z.string(), z.string());

/** Every rule that plain data can describe: what its arguments must look like, and how it is made of them. */
const declarative = {
  SimpleReflexOrchestrator: kind(
    { condition: pattern, instruction: z.string() },
    (args) => new SimpleReflexOrchestrator(args),
  ),
  ToolReflexOrchestrator: kind(
    { tool: z.string().optional(), condition: pattern.optional(), instruction: z.string() },
    (args) => new ToolReflexOrchestrator(args),
  ),
  LengthOrchestrator: kind(
    { min: z.number().optional(), max: z.number().optional(), enforce: z.boolean().optional() },
    (args) => new LengthOrchestrator(args),
  ),
  ChangeMindOrchestrator: kind(
    {
      probability: z.number().optional(),
      reasons: z.union([z.string(), z.array(z.string())]).optional(),
      maxTimes: z.number().nullable().optional(),
    },
    (args) => new ChangeMindOrchestrator(args),
  ),
  InstructionListOrchestrator: kind(
    { instructions: z.union([z.array(z.string().nullable()), texts]) },
    (args) => new InstructionListOrchestrator(args),
  ),
  SimpleResponseOrchestrator: kind(
    {
      responses: z.union([z.array(z.string()), texts]),
      graph: z.record(z.string(), z.union([z.string(), z.array(z.string())])).optional(),
      embedding: z.string(),
      topK: z.number().optional(),
    },
    (args) => new SimpleResponseOrchestrator(args),
  ),
};

const written = z.strictObject({
  name: z.string(),
  args: z.record(z.string(), z.unknown()).default({}),
  code: z.literal(true).optional(),
});
const asInRecipes = z
  .looseObject({ type: z.string() })
  .transform(({ type, ...args }) => ({ name: type, args, code: undefined }));

/** What {@link orchestratorFromJSON} cannot read from a file alone. */
export interface OrchestratorFromJsonOptions {
  /** Rules of yours that files can only name: functions, classes, conditions in code. Found by label. */
  readonly known?: readonly Orchestrator[] | undefined;
  /** Names the origin in errors. */
  readonly source?: string | undefined;
}

/** The class names {@link orchestratorFromJSON} can bring back. */
export const declarativeOrchestrators = Object.keys(declarative) as readonly (keyof typeof declarative)[];

/**
 * Brings a rule back from what its `toJSON` or Python SDialog wrote, or from a recipe's `{ type, …arguments }`.
 *
 * @throws DataFormatError for an unknown rule, wrong arguments, or a rule that is code and is not among the known ones
 */
export function orchestratorFromJSON(
  json: unknown,
  { known = [], source }: OrchestratorFromJsonOptions = {},
): Orchestrator {
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
    throw new DataFormatError(`the orchestrator "${label}" is code and was written by name only`, {
      source,
      hint: "Pass the rule itself in `known`.",
    });
  }
  if (!Object.hasOwn(declarative, name)) throw unknownRule(name, source);
  try {
    return declarative[name as keyof typeof declarative](args);
  } catch (error) {
    const message =
      error instanceof z.ZodError
        ? z.prettifyError(error).replaceAll(/\s*\n\s*/g, " ")
        : SDialogError.isInstance(error)
          ? error.message
          : undefined;
    if (message === undefined) throw error;
    throw new DataFormatError(`${name}: ${message}`, { source });
  }
}

/** Arguments that Python SDialog writes under names of its own. */
const pythonNames: Readonly<Record<string, string>> = {
  max_times: "maxTimes",
  top_k: "topK",
  event_label: "label",
};

function renamed(args: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(args).map(([name, value]) => [
      Object.hasOwn(pythonNames, name) ? (pythonNames[name] as string) : name,
      value,
    ]),
  );
}

function kind<Shape extends z.ZodRawShape>(
  shape: Shape,
  make: (args: z.output<z.ZodObject<Shape & typeof common, z.core.$strict>>) => Orchestrator,
): (args: unknown) => Orchestrator {
  const schema = z.strictObject({ ...shape, ...common });
  return (args) => make(schema.parse(args) as never);
}

function unknownRule(name: string, source: string | undefined): DataFormatError {
  const near = nearestName(name, declarativeOrchestrators);
  return new DataFormatError(`there is no orchestrator "${name}"`, {
    source,
    hint:
      near === undefined
        ? `There are: ${declarativeOrchestrators.join(", ")}; pass your own in \`known\`.`
        : `Did you mean ${near}?`,
  });
}
