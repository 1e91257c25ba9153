import type { Calibration } from "@sdialog/calibration";
import { formatTable } from "../terminal/table.ts";
import { printLine, type Terminal } from "../terminal/terminal.ts";

/** How near users are to people before and after, who they are, and what was spent on it. */
export function printCalibration(terminal: Terminal, found: Calibration, budget: Budget): void {
  const { before, after, ceiling, users, n, end } = found;
  const shown = (of: (side: Calibration["ceiling"]) => { value: number | null; interval: Range | null }) =>
    [before, after, ceiling].map((side) => (side === undefined ? "–" : withRange(of(side))));
  const groups = (["D1", "D2", "D3", "D4"] as const).map((group) => [
    `alignment ${group}`,
    ...shown(({ groupDetails }) => groupDetails[group]),
  ]);
  printLine(
    terminal,
    formatTable(
      terminal,
      [`against ${n.held} held-out conversations`, "before", "after", "people"],
      [
        ["alignment of behaviour", ...shown(({ behaviour }) => behaviour)],
        ...groups,
        ["coverage", ...shown(({ coverage }) => coverage)],
        [
          "told apart from people (AUC, 0.5 is best)",
          ...shown(({ humanLikeness: { auc, interval } }) => ({ value: auc, interval })),
        ],
      ],
    ),
  );
  printLine(
    terminal,
    formatTable(
      terminal,
      ["user type", "share", "policies"],
      users.users.map(({ name, share, policies }) => [
        name,
        share ?? 1,
        policies.map((policy) => (typeof policy === "string" ? policy : policy.name)).join(", "),
      ]),
    ),
  );
  if (end === "budget") printLine(terminal, terminal.color.yellow(whyNoMore(found)));
  printLine(terminal, spentLine(found, budget));
}

/** What the budget ended, and who has seen the users that are written. */
function whyNoMore({ basis, before, after }: Calibration): string {
  if (basis === "search") return "The budget ended the search; what was found until then is kept.";
  const readOff = "The users are what can be read off the logs alone";
  if (before === undefined)
    return `The budget ended before a single conversation did: raise it, or lower --concurrency. ${readOff}; nobody has seen them talk.`;
  return after === undefined
    ? `The budget ended before any type of users was held. ${readOff}; nobody has seen them talk.`
    : `The budget was too small to search. ${readOff}; "after" is how they talk, and nothing was corrected by it.`;
}

/** What was spent of which budget, and what of it is kept for the users that are found. */
function spentLine({ spent, end, after, kept }: Calibration, budget: Budget): string {
  const dollars = spent.dollars > 0 ? `, ${dollarsOf(spent.dollars)}${ofLimit(budget.dollars)} dollars` : "";
  const calls = `${spent.calls}${ofLimit(budget.calls)} model calls${dollars} spent, those of conversations that were cut among them`;
  if (end !== "budget" || kept === undefined) return calls;
  const takes = amountOf(kept, budget);
  if (after !== undefined)
    return `${calls}; about ${takes} of the budget were kept for the users that were found`;
  const left = {
    calls: (budget.calls ?? 0) - spent.calls,
    dollars: (budget.dollars ?? 0) - spent.dollars,
  };
  return left.calls > 0 || left.dollars > 0
    ? `${calls}; ${amountOf(left, budget)} kept for the users that were found, who would have taken about ${takes}`
    : calls;
}

function ofLimit(limit: number | undefined): string {
  return limit === undefined ? "" : ` of ${limit}`;
}

function amountOf({ calls, dollars }: Spent, budget: Budget): string {
  const money = budget.dollars === undefined ? [] : [`${dollarsOf(Math.max(0, dollars))} dollars`];
  const count = budget.calls === undefined ? [] : [`${Math.max(0, Math.round(calls))} calls`];
  return [...count, ...money].join(" and ");
}

type Spent = Calibration["spent"];
type Budget = { readonly [Part in keyof Spent]?: Spent[Part] | undefined };

/** To the cent, and further where it is less than one. */
function dollarsOf(dollars: number): string {
  return dollars < 0.995 ? dollars.toPrecision(2) : dollars.toFixed(2);
}

interface Range {
  readonly low: number;
  readonly high: number;
}

function withRange({
  value,
  interval,
}: {
  readonly value: number | null;
  readonly interval: Range | null;
}): string {
  if (value === null) return "–";
  return interval === null
    ? value.toFixed(3)
    : `${value.toFixed(3)} (${interval.low.toFixed(3)} to ${interval.high.toFixed(3)})`;
}
