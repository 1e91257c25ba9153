import type * as Evaluation from "@sdialog/evaluation";

/** The metrics by name, those of the packages that bring some beside the evaluation's own among them. */
export async function loadMetrics(): Promise<typeof Evaluation> {
  await Promise.all([import("@sdialog/flow"), import("@sdialog/realism")]);
  return import("@sdialog/evaluation");
}
