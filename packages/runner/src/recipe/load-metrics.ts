import { registered } from "@sdialog/core";
import { metricByName } from "@sdialog/evaluation";

/** Packages beside this one that bring metrics; loaded when one is named that nobody has registered. */
const packages = ["@sdialog/flow", "@sdialog/realism"] as const;

/** What makes metrics by name, once the packages that may bring these names are loaded, where they are installed. */
export async function loadMetrics(names: readonly string[]): Promise<typeof metricByName> {
  const known = new Set(
    (["metric", "judge"] as const).flatMap((kind) =>
      registered(kind).flatMap(({ name, aliases = [] }) => [name, ...aliases]),
    ),
  );
  // A criterion behind a colon is asked of a judge that is there.
  if (names.some((name) => !name.includes(":") && !known.has(name)))
    for (const name of packages) await loadWhereInstalled(name);
  return metricByName;
}

async function loadWhereInstalled(name: string): Promise<void> {
  try {
    await import(/* webpackIgnore: true */ name);
  } catch (error) {
    if ((error as { readonly code?: unknown }).code !== "ERR_MODULE_NOT_FOUND") throw error;
  }
}
