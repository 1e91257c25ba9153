import { parseJson } from "@sdialog/core/internal";
import { DataFormatError } from "@sdialog/core";
import * as z from "zod";
import { evaluativeAgreement } from "./evaluative-agreement.ts";
import { outcomeCalibration } from "./outcome-calibration.ts";
import type { MeasuredOutcomes } from "./user-sim-index.ts";

const pair = z.object({ real: z.number(), simulated: z.number() });
const measuredSchema = z.strictObject({
  /** Per task, the share of conversations that succeeded. */
  outcomes: z.array(pair).optional(),
  /** Answers to the same questions, and the scale they are on. */
  ratings: z.strictObject({ min: z.number(), max: z.number(), pairs: z.array(pair) }).optional(),
});

/**
 * Outcomes and ratings of people and of simulated users from JSON, as the User-Sim Index takes them:
 * `{"outcomes": [{"real": 0.6, "simulated": 0.8}], "ratings": {"min": 1, "max": 5, "pairs": [{"real": 4, "simulated": 5}]}}`.
 *
 * @throws DataFormatError for JSON of another shape
 * @throws InvalidArgumentError for shares outside [0, 1] and ratings outside their scale
 */
export function parseMeasured(json: string, source?: string): MeasuredOutcomes {
  const parsed = measuredSchema.safeParse(parseJson(json));
  if (!parsed.success)
    throw new DataFormatError("It holds no outcomes or ratings", {
      source,
      hint: 'For example: {"outcomes": [{"real": 0.6, "simulated": 0.8}]}',
      cause: parsed.error,
    });
  const { outcomes, ratings } = parsed.data;
  return {
    outcomes: outcomes && outcomeCalibration(outcomes),
    ratings: ratings && evaluativeAgreement(ratings.pairs, ratings),
  };
}
