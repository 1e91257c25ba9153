import type {
  CohortDiversity,
  DialogsComparison,
  GapExamples,
  RealismComparison,
  UserSimIndex,
} from "@sdialog/realism";
import { formatTable } from "../terminal/table.ts";
import { printLine, type Terminal } from "../terminal/terminal.ts";

/** Every feature, the verdicts, domains, and the widest gaps with what both sides say. */
export async function printRealism(
  terminal: Terminal,
  comparison: RealismComparison,
  examples: readonly GapExamples[],
): Promise<void> {
  const { behaviourLabel } = await import("@sdialog/realism");
  const { features, groupDetails, behaviour, humanLikeness, coverage, gaps, n, domains, smallDomains } =
    comparison;
  const { bold, dim } = terminal.color;
  const rows = Object.entries(features).map(([name, { real, simulated, alignment, ceiling, intervals }]) => [
    name,
    withInterval(real, intervals.real),
    withInterval(simulated, intervals.simulated),
    withInterval(alignment, intervals.alignment),
    shown(ceiling),
  ]);
  const groups = Object.entries(groupDetails).map(([name, { value, interval, ceiling }]) => [
    name,
    "",
    "",
    withInterval(value, interval),
    shown(ceiling),
  ]);
  const head = ["feature", `people (${n.real})`, `simulated (${n.simulated})`, "alignment", "at best"];
  printLine(terminal, formatTable(terminal, head, [...rows, ...groups]));
  const bare = Object.entries(features).flatMap(([name, { noInterval }]) =>
    Object.entries(noInterval).flatMap(([side, why]) =>
      why === null ? [] : [{ why, of: `${name} (${side})` }],
    ),
  );
  for (const why of new Set(bare.map((one) => one.why))) {
    const those = bare.filter((one) => one.why === why).map(({ of }) => of);
    printLine(terminal, dim(`No interval (${why}): ${those.join(", ")}.`));
  }
  printLine(
    terminal,
    `${bold(`${behaviourLabel(comparison.groups)}:`)} ${withInterval(behaviour.value, behaviour.interval)}; people among themselves ${shown(behaviour.ceiling)}.`,
  );
  const p = humanLikeness.p === null ? "" : `, p = ${humanLikeness.p.toFixed(3)}`;
  printLine(
    terminal,
    `${bold("Told apart")} ${withInterval(humanLikeness.auc, humanLikeness.interval)}${p}; 0.5 is like people, 1 always told.`,
  );
  const [first, second, third] = humanLikeness.giveaways.map(({ feature }) => feature);
  if (humanLikeness.auc !== null)
    printLine(terminal, dim(`What gives them away most: ${first}, ${second}, ${third}.`));
  printLine(terminal, `${bold("Coverage")} ${withInterval(coverage.value, coverage.interval)}.`);
  if (Object.keys(domains).length > 0) printLine(terminal, domainTable(terminal, domains));
  const small = Object.entries(smallDomains).map(
    ([name, side]) => `${name} (${side.real} / ${side.simulated})`,
  );
  if (small.length > 0)
    printLine(
      terminal,
      dim(
        `Fewer than ${comparison.configuration.domainSize} conversations of a side, so not compared by themselves: ${small.join(", ")}.`,
      ),
    );
  printLine(terminal, gaps.length === 0 ? "No feature differs beyond chance." : bold("The widest gaps:"));
  for (const { text, real, simulated } of examples) {
    printLine(terminal, `  ${text}`);
    for (const [who, conversations] of [
      ["people", real],
      ["yours ", simulated],
    ] as const)
      for (const { turns } of conversations)
        for (const turn of turns) printLine(terminal, dim(`    ${who}: ${cut(turn)}`));
  }
}

/** What the words say beside the fingerprints. */
export function printDialogsComparison(
  terminal: Terminal,
  { dimensions, judgedDimensions, cohort, rubrics, unreadReplies }: DialogsComparison,
): void {
  // Labels that need a model are of fewer conversations; those of form are of all.
  const compared = { ...judgedDimensions?.dimensions, ...dimensions?.dimensions };
  const distances = Object.entries(compared).map(([name, { jensenShannon, n }]) => [
    name,
    withInterval(jensenShannon.value, jensenShannon.interval),
    shown(jensenShannon.chance),
    `${n.real} / ${n.simulated}`,
  ]);
  if (distances.length > 0)
    printLine(terminal, formatTable(terminal, ["dimension", "divergence", "by chance", "turns"], distances));
  const { real, simulated } = cohort;
  const rows = Object.entries(cohortWords).map(([name, words]) => {
    const of = (side: CohortDiversity | null): string => {
      const number = side?.[name as keyof typeof cohortWords];
      return number === undefined ? "–" : `${withInterval(number.value, number.interval)}, n = ${number.n}`;
    };
    return [words, of(real), of(simulated)];
  });
  if (simulated !== null)
    printLine(terminal, formatTable(terminal, [`cohorts of ${simulated.n}`, "people", "simulated"], rows));
  const rated = Object.entries(rubrics ?? {}).map(([name, { value, interval, n }]) => [
    name,
    withInterval(value, interval),
    n,
  ]);
  if (rated.length > 0) printLine(terminal, formatTable(terminal, ["rubric", "of 5", "n"], rated));
  if (unreadReplies > 0)
    printLine(
      terminal,
      terminal.color.yellow(
        `${unreadReplies} ${unreadReplies === 1 ? "reply" : "replies"} of the model could not be read; what they were about is left out of what it judged.`,
      ),
    );
}

const cohortWords = {
  differentOpenings: "openings of their own",
  openingSelfBleu: "similarity of openings",
  commonestName: "share of the commonest name",
  wordingSelfBleu: "similarity of wording",
  vendi: "different users (Vendi ÷ n)",
} as const;

function domainTable(terminal: Terminal, domains: RealismComparison["domains"]): string {
  const rows = Object.entries(domains).map(([name, { n, behaviour, humanLikeness, coverage }]) => [
    name,
    `${n.real} / ${n.simulated}`,
    withInterval(behaviour.value, behaviour.interval),
    withInterval(humanLikeness.auc, humanLikeness.interval),
    withInterval(coverage.value, coverage.interval),
  ]);
  return formatTable(terminal, ["domain", "n", "behaviour", "told apart", "coverage"], rows);
}

function withInterval(
  value: number | null,
  interval: { readonly low: number; readonly high: number } | null,
): string {
  return interval === null
    ? shown(value)
    : `${shown(value)} (${shown(interval.low)} – ${shown(interval.high)})`;
}

function shown(value: number | null): string {
  return value === null ? "–" : value.toFixed(value >= 10 ? 1 : 2);
}

/** A turn on one line, as much of it as fits. */
function cut(text: string): string {
  const line = text.replaceAll(/\s+/g, " ").trim();
  return line.length > 100 ? `${line.slice(0, 99)}…` : line;
}

/** The index and what it is of; nothing where a part of behaviour is not defined. */
export function printUserSimIndex(terminal: Terminal, { kind, value, interval }: UserSimIndex): void {
  if (value === null) return;
  const parts = kind === "behaviour" ? "behaviour alone: no outcomes or ratings were given" : kind;
  printLine(
    terminal,
    `${terminal.color.bold("User-Sim Index")} ${withInterval(value, interval)} of 100 (${parts}).`,
  );
}
