import { z } from "zod";
import type { ScoreOptions } from "../dialog-score.ts";
import { askJudge } from "../judges/ask-judge.ts";
import type { JudgeOptions } from "../judges/judge-options.ts";
import { renderMaterial } from "../judges/transcript.ts";
import { flowLabelCriterion, flowLabelSystem } from "./prompts/flow-label.ts";

/** Names a kind of utterance, given the ones nearest to its centroid. */
export type FlowLabeller = (
  examples: readonly string[],
  role: string,
  options?: ScoreOptions,
) => string | Promise<string>;

/** The utterance nearest to the centroid. */
export const nearestUtterance: FlowLabeller = ([nearest = ""]) => nearest;

const schema = z.object({
  label: z
    .string()
    .min(1)
    .max(80)
    .describe("Two to six words in lower case, for example: ask for the arrival date"),
});

/** Which model names nodes, and what it is told. */
export interface ModelLabelOptions extends JudgeOptions {
  /** Replaces the text that says what a name should be. */
  readonly criterion?: string | undefined;
}

/**
 * Lets a language model name what the utterances have in common. Nodes of one role that get the same name become one.
 *
 * @param options model and settings as for a judge; give a `cache` to name each set of utterances once
 */
export function modelLabels(options: ModelLabelOptions = {}): FlowLabeller {
  const { criterion = flowLabelCriterion, system = flowLabelSystem } = options;
  return async (examples, role, call) => {
    const shown = renderMaterial("utterances", { speaker: role, utterances: examples });
    const { value } = await askJudge(
      options,
      {
        name: "label",
        messages: [
          { role: "system", content: system },
          { role: "user", content: `${criterion}\n\n${shown}` },
        ],
        schema,
      },
      call,
    );
    return value.label.trim();
  };
}
