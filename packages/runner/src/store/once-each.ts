import type { Damage } from "./damage.ts";
import type { RowCheck, RowChecks } from "./row-checks.ts";
import type { FailureRow, UsageRow } from "./rows.ts";

/** So many rows are remembered, and so many characters of their names: lines that are there twice lie near each other. */
const [remembered, rememberedCharacters] = [500_000, 64 * 1024 * 1024];

/** The files whose rows have names, by which one that was there already is told. */
type Named = "failures" | "usage" | "substitutes";

const names: Readonly<
  Record<Named, { readonly of: (row: never) => string | undefined; readonly problem: string }>
> = {
  failures: {
    // Those of earlier versions do not count, and a task may have failed twice in the same way.
    of: ({ task, times }: FailureRow) => (times === undefined ? undefined : `${task.key} ${times}`),
    problem: "is a second line of its failure",
  },
  usage: {
    of: ({ task, call, lost }: UsageRow) => `${task} ${call} ${lost ?? ""}`,
    problem: "is a second line of its call",
  },
  substitutes: {
    of: ({ variant, index, round }: Readonly<Record<"variant" | "index" | "round", number>>) =>
      `${variant} ${index} ${round}`,
    problem: "is a second line of its round",
  },
};

/**
 * The checks of a run's files, which also refuse what was there already; for one pass through each. Results are told by the
 * index, and calls of unfinished tasks may be there twice, since what cannot be written of them is computed again.
 */
export function onceEach(checks: RowChecks): Pick<RowChecks, Named | "partial"> {
  const once = (name: Named): RowCheck => refusingSeconds(checks[name], names[name].of, names[name].problem);
  const { partial } = checks;
  return { failures: once("failures"), usage: once("usage"), partial, substitutes: once("substitutes") };
}

/** Whether nothing is lost with a damaged line, since the first of its kind is there. */
export function isSecondLine({ problem }: Damage): boolean {
  return Object.values(names).some((one) => one.problem === problem);
}

function refusingSeconds(
  check: RowCheck,
  nameOf: (row: never) => string | undefined,
  second: string,
): RowCheck {
  let seen = new Set<string>();
  let characters = 0;
  return (row) => {
    const problem = check(row);
    if (problem !== undefined) return problem;
    const name = nameOf(row as never);
    if (name === undefined) return undefined;
    if (seen.has(name)) return second;
    characters += name.length;
    if (seen.size >= remembered || characters > rememberedCharacters) {
      seen = new Set();
      characters = name.length;
    }
    seen.add(name);
    return undefined;
  };
}
