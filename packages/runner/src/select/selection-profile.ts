import { DataFormatError, InvalidArgumentError } from "@sdialog/core";
import { readText } from "@sdialog/core/fs";
import { nearestName } from "@sdialog/core/internal";
import { readYaml } from "../yaml/read-yaml.ts";
import * as z from "zod";

const bounds = z
  .strictObject({
    min: z.number().optional().describe("Least value that is kept"),
    max: z.number().optional().describe("Greatest value that is kept"),
  })
  .refine(({ min, max }) => min !== undefined || max !== undefined, "give min, max or both")
  .refine(({ min, max }) => min === undefined || max === undefined || min <= max, "min is more than max");

/** What a profile looks like: its gates, in the order in which dialogues pass them. */
export const selectionProfileSchema = z.strictObject({
  training: z
    .strictObject({
      for: z.string().optional().describe("A trainer's name, or a chat template"),
      assistant: z
        .union([z.string(), z.int().nonnegative()])
        .optional()
        .describe("Who becomes the assistant"),
      opening: z.enum(["message", "system"]).optional(),
      completeOnly: z.boolean().optional().describe("Whether dialogues that were cut off are dropped"),
      maxTokens: z.int().positive().optional(),
      tokenizer: z.string().optional().describe("The tokenizer.json that counts tokens"),
      dedupe: z.union([z.boolean(), z.number().min(0.5).max(1)]).optional(),
      holdout: z.string().optional().describe("Dialogues the model will be tested on"),
      personalData: z.boolean().optional().describe("Whether dialogues with personal data are kept"),
    })
    .optional()
    .describe("What makes a dialogue unfit for training, as validate finds it"),
  faults: z
    .record(z.string(), z.int().nonnegative())
    .optional()
    .describe('Most of each fault that was noted while the dialogue was made; "*" is for all others'),
  reference: z
    .string()
    .optional()
    .describe("Dialogues that metrics such as contamination and novelty look these up in"),
  speaker: z.string().optional().describe("Whose turns metrics and judges look at. Default: everybody's"),
  metrics: z.record(z.string(), bounds).optional().describe("Bounds of metrics, by name"),
  realism: z
    .record(z.string(), bounds)
    .optional()
    .describe("Bounds of how the speaker behaves, by the names of @sdialog/realism's features"),
  judges: z
    .record(z.string(), bounds)
    .optional()
    .describe("Bounds of judges, by name: asked last, of what is left"),
  balance: z
    .strictObject({
      by: z
        .string()
        .describe("What divides the dialogues into kinds: a path such as stopReason or personas.Bob.role"),
      most: z.int().positive().optional().describe("Most dialogues of each"),
      ratio: z.number().min(1).optional().describe("Most dialogues of each, as a multiple of the fewest"),
    })
    .refine(({ most, ratio }) => most !== undefined || ratio !== undefined, "give most, ratio or both")
    .optional()
    .describe("How many of each kind are kept, drawn at random"),
});

/** Which dialogues are good enough. */
export type SelectionProfile = z.output<typeof selectionProfileSchema>;

/** The profiles there are by name. */
export const selectionProfiles: Readonly<Record<string, SelectionProfile>> = {
  strict: {
    training: { completeOnly: true, dedupe: true, personalData: false },
    faults: { "*": 0 },
    metrics: { "turn-count": { min: 4 }, "repeated-turn-rate": { max: 0 } },
  },
  generous: {
    training: {},
    metrics: { "turn-count": { min: 2 }, "repeated-turn-rate": { max: 0.5 } },
  },
};

/**
 * A profile by its name, or from a YAML or JSON file.
 *
 * @throws InvalidArgumentError for an unknown name, or a file that is not a profile; FileError when it cannot be read
 */
export async function loadSelectionProfile(nameOrFile: string): Promise<SelectionProfile> {
  const known = Object.hasOwn(selectionProfiles, nameOrFile) ? selectionProfiles[nameOrFile] : undefined;
  if (known !== undefined) return known;
  if (!/\.(ya?ml|json)$/.test(nameOrFile)) {
    const names = Object.keys(selectionProfiles);
    const nearest = nearestName(nameOrFile, names);
    throw new InvalidArgumentError(`There is no profile called "${nameOrFile}"`, {
      hint: `${nearest === undefined ? "" : `Did you mean "${nearest}"? `}Known are ${names.join(" and ")}, and any .yaml file.`,
    });
  }
  let data: unknown;
  try {
    data = readYaml(await readText(nameOrFile), nameOrFile) ?? {};
  } catch (cause) {
    if (DataFormatError.isInstance(cause))
      throw new InvalidArgumentError(cause.message, { hint: cause.hint, cause });
    throw cause;
  }
  return checkSelectionProfile(data, nameOrFile);
}

/** @throws InvalidArgumentError naming every wrong place */
export function checkSelectionProfile(data: unknown, source: string): SelectionProfile {
  const parsed = selectionProfileSchema.safeParse(data);
  if (parsed.success) return parsed.data;
  throw new InvalidArgumentError(`${source} is not a profile: ${z.prettifyError(parsed.error)}`, {
    hint: `A profile has these parts: ${Object.keys(selectionProfileSchema.shape).join(", ")}.`,
    cause: parsed.error,
  });
}
