/** The metrics by name, those of the packages that bring some beside the evaluation's own among them. */
export async function loadMetrics(): Promise<typeof import("@sdialog/evaluation")> {
  await import("@sdialog/realism");
  return import("@sdialog/evaluation");
}
