import { canonicalJson } from "@sdialog/core";
import { leaves } from "../recipe/layers.ts";
import { type RunDetails, showRun } from "./list-runs.ts";

/** Runs side by side. */
export interface RunComparison {
  readonly runs: readonly RunDetails[];
  /** Recipe settings that are not the same in all runs: path, and the value in each. */
  readonly settings: readonly { readonly path: string; readonly values: readonly unknown[] }[];
  /** Figures of all runs: name, and the value in each; nothing where it is not known. */
  readonly metrics: readonly { readonly name: string; readonly values: readonly (number | undefined)[] }[];
}

/** Compares runs by their recipes and by their results. @throws as `showRun` does */
export async function compareRuns(folders: readonly string[]): Promise<RunComparison> {
  const runs = await Promise.all(folders.map((folder) => showRun(folder)));
  const settings = runs.map(({ manifest }) => settingsOf(manifest.variants[0]?.recipe ?? {}));
  const paths = [...new Set(settings.flatMap((one) => [...one.keys()]))];
  return {
    runs,
    settings: paths
      .map((path) => ({ path, values: settings.map((one) => one.get(path)) }))
      .filter(({ values }) => new Set(values.map((value) => canonicalJson(value ?? null))).size > 1),
    metrics: [
      ...Object.entries(metricsOf).map(([name, of]) => ({ name, values: runs.map(of) })),
      ...counted(runs, "outcomes"),
      ...counted(runs, "faults"),
    ],
  };
}

const countsOf = {
  outcomes: ({ outcomes }: RunDetails) => outcomes?.outcomes,
  faults: ({ outcomes, faults }: RunDetails) => outcomes?.faults ?? faults ?? {},
} as const;

/** How often each came that came in any of the runs: `outcomes.turn_limit`, `faults.noPrompt`. */
function counted(runs: readonly RunDetails[], what: "outcomes" | "faults"): RunComparison["metrics"] {
  const counts = runs.map(countsOf[what]);
  const names = new Set(counts.flatMap((one) => Object.keys(one ?? {})));
  return [...names].toSorted().map((name) => ({
    name: `${what}.${name}`,
    values: counts.map((one) => one && (one[name] ?? 0)),
  }));
}

/** The figures of a run, by the names under which they are compared and tracked. */
export const metricsOf: Readonly<Record<string, (run: RunDetails) => number | undefined>> = {
  done: ({ done }) => done,
  failed: ({ failed }) => failed,
  pending: ({ pending }) => pending,
  reached: ({ outcomes }) => outcomes?.reached,
  missed: ({ outcomes }) => outcomes?.missed,
  faults: (run) => Object.values(countsOf.faults(run)).reduce((sum, count) => sum + count, 0),
  cut: ({ cut = 0 }) => cut,
  calls: ({ usage }) => usage.calls,
  inputTokens: ({ usage }) => usage.inputTokens,
  outputTokens: ({ usage }) => usage.outputTokens,
  cost: ({ usage }) => usage.cost,
  tokensPerResult: ({ usage, done }) =>
    done === 0 ? undefined : (usage.inputTokens + usage.outputTokens) / done,
  meanCallMs: ({ meanCallMs }) => meanCallMs,
};

function settingsOf(recipe: Readonly<Record<string, unknown>>): ReadonlyMap<string, unknown> {
  return new Map(leaves(recipe).map(([path, value]) => [path.join("."), value]));
}
