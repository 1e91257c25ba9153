import type { Random } from "@sdialog/core";

/**
 * How many answers a user wants: a normal draw around 3 with deviation 0.5, rounded and kept within 2 to 5, so that
 * P(2, 3, 4, 5) = 0.159, 0.683, 0.157, 0.001.
 */
export function drawTargetAnswers(random: Random): number {
  return Math.min(5, Math.max(2, Math.round(random.normal(3, 0.5))));
}
