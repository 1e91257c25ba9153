import { checkArguments, type OptionNames } from "@sdialog/core/internal";
import { checkOptions } from "@sdialog/core/internal";
import { type Dialog, InvalidArgumentError } from "@sdialog/core";
import { LLMJudge, type LLMJudgeOptions } from "@sdialog/evaluation/judges";
import { llmJudgeOptionNames } from "@sdialog/evaluation/internal";
import * as z from "zod";
import { type TurnDimension, type DimensionSet, eightDimensions } from "./dimension-set.ts";

/** Whose turns are labelled, with which labels, by which model. */
export interface DimensionJudgeOptions extends LLMJudgeOptions {
  /** The user's name in the dialogues. */
  readonly user: string;
  /** The labels. Default: those of the eight dimensions. */
  readonly dimensions?: DimensionSet | undefined;
}

/** The names of {@link DimensionJudgeOptions}. */
export const dimensionJudgeOptionNames: OptionNames<DimensionJudgeOptions> = {
  user: true,
  dimensions: true,
  ...llmJudgeOptionNames,
};

type LabelledTurn = { readonly turn: number } & Readonly<Record<string, unknown>>;

/**
 * A model that labels every turn of a user along the dimensions that the text itself does not tell. Its value is the
 * share of the user's turns that it labelled.
 */
export class LLMJudgeDimensions extends LLMJudge<z.ZodObject<{ turns: z.ZodArray<z.ZodObject> }>> {
  readonly user: string;
  readonly dimensions: DimensionSet;

  /** @throws InvalidArgumentError for a set of dimensions of which a judge labels none */
  constructor(options: DimensionJudgeOptions) {
    checkArguments("new LLMJudgeDimensions", arguments, 1);
    const {
      user,
      dimensions = eightDimensions,
      ...judge
    } = checkOptions("new LLMJudgeDimensions", options ?? null, dimensionJudgeOptionNames);
    const asked = dimensions.dimensions.filter(({ by }) => by === "judge");
    if (asked.length === 0)
      throw new InvalidArgumentError(`No dimension of "${dimensions.name}" is labelled by a judge`);
    super(
      {
        name: "llm-judge-dimensions",
        criterion: criterionOf(user, asked),
        schema: z.object({ turns: z.array(z.object({ turn: z.number().int(), ...shapeOf(asked) })) }),
        value: ({ turns }) => turns.length,
      },
      judge,
    );
    this.user = user;
    this.dimensions = dimensions;
  }

  /**
   * The labels of the user's turns, in order; `null` for a turn that the model left out.
   *
   * @throws StructuredOutputError when no reply of the model fitted within the retries; ModelError when the call failed
   */
  async label(
    dialog: Dialog,
    options?: { readonly signal?: AbortSignal | undefined },
  ): Promise<readonly (Readonly<Record<string, readonly string[]>> | null)[]> {
    checkOptions("LLMJudgeDimensions.label", options, { signal: true });
    const { turns } = await this.judge(dialog, options);
    const labelled = new Map((turns as unknown as readonly LabelledTurn[]).map((one) => [one.turn, one]));
    const asked = this.dimensions.dimensions.filter(({ by }) => by === "judge");
    return dialog.turns.flatMap(({ speaker, text }, index) => {
      if (speaker?.toLowerCase() !== this.user.toLowerCase() || text.trim() === "") return [];
      const found = labelled.get(index + 1);
      if (found === undefined) return [null];
      return [Object.fromEntries(asked.map(({ name }) => [name, [found[name] ?? []].flat() as string[]]))];
    });
  }
}

function shapeOf(dimensions: readonly TurnDimension[]): z.ZodRawShape {
  return Object.fromEntries(
    dimensions.map(({ name, several, labels }) => {
      const label = z.enum(labels.map((one) => one.name) as [string, ...string[]]);
      return [name, several ? z.array(label) : label];
    }),
  );
}

function criterionOf(user: string, dimensions: readonly TurnDimension[]): string {
  const lists = dimensions.map(({ name, several, labels }) => {
    const entries = labels.map((label) => `- ${label.name}: ${label.description}`).join("\n");
    return `"${name}" (${several ? "every label that fits; an empty list when none does" : "the one label that fits best"}):\n${entries}`;
  });
  return `Label every turn of the speaker ${JSON.stringify(user)}, and no other, under its turn number. Judge each turn by itself, in the light of what was said before it; what a turn quotes or pastes is not what its speaker feels or knows.\n\n${lists.join("\n\n")}`;
}
