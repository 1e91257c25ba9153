import { requireArguments } from "@sdialog/core/internal";
import { type Dialog, type DialogEvent, InvalidArgumentError, type StopReason } from "@sdialog/core";

/** The name that the person goes by in the dialogues. */
export const inquirerName = "User";

/** How a role-play dialogue came out: its goal reached, or what was in the way. */
export type RoleplayOutcome =
  | "goal_reached"
  /** The goal was called reached before anything was asked. */
  | "stopped_before_exchange"
  | "turn_limit"
  | "no_prompt"
  | "incoherent_inquirer"
  | "incoherent_responder"
  | "empty_inquirer"
  | "empty_responder"
  /** The dialogue does not say why it ended, as in files of LLM Roleplay itself. */
  | "unknown"
  /** Any other stop reason: `provider_error`, `role_leak`, `loop_detected`, `cancelled`, … */
  | Exclude<StopReason, "max_turns" | "incoherent" | "empty">;

/** What went wrong on the way, also where another try put it right. */
export interface RoleplayFaults {
  /** Replies of the inquirer without a message in them. */
  readonly noPrompt: number;
  /** Replies of the inquirer with several candidates. */
  readonly multiplePrompts: number;
  /** Refused messages of the inquirer that made no sense. */
  readonly incoherentInquirer: number;
  /** Refused answers that made no sense. */
  readonly incoherentResponder: number;
  /** Replies in which a speaker went on as the other side. */
  readonly selfReplies: number;
  /** Refused messages of the inquirer without text. */
  readonly emptyInquirer: number;
  /** Refused answers without text. */
  readonly emptyResponder: number;
  /** Messages of the inquirer that tell facts nobody asked for; refused ones too, as with all that follow. */
  readonly unaskedFacts: number;
  /** Those that tell facts it cannot know. */
  readonly inventedFacts: number;
  /** Those that tell the responder how to do its work. */
  readonly coaching: number;
  /** Those in which the inquirer speaks as the assistant. */
  readonly roleInversions: number;
  /** Messages that came right when asked for again. */
  readonly regenerated: number;
}

/** How one role play went. */
export interface RoleplayResult {
  readonly outcome: RoleplayOutcome;
  /** Messages that were answered. */
  readonly exchanges: number;
  readonly faults: RoleplayFaults;
}

/** Reads from a dialogue's record how it came out and what went wrong on the way. */
export function roleplayResult(dialog: Dialog, inquirer = inquirerName): RoleplayResult {
  const events = dialog.events ?? [];
  const exchanges = dialog.turns.filter(({ speaker }) => speaker !== inquirer).length;
  return { outcome: outcomeOf(dialog, exchanges, inquirer), exchanges, faults: faultsIn(events, inquirer) };
}

/** Many role plays in numbers; faults are summed over all dialogues. */
export interface RoleplayReport {
  readonly dialogs: number;
  /** How many dialogues came out in which way. */
  readonly outcomes: Readonly<Partial<Record<RoleplayOutcome, number>>>;
  /** Summed over all dialogues. */
  readonly faults: RoleplayFaults;
  /** Share of those whose goal was reached among the dialogues that say how they ended, 0 to 1; `null` where none does. */
  readonly goalReached: number | null;
  /** Answered messages of a dialogue, on average. */
  readonly meanExchanges: number;
}

/** The same over a set of dialogues. @throws InvalidArgumentError for an empty set */
export function roleplayReport(dialogs: Iterable<Dialog>, inquirer = inquirerName): RoleplayReport {
  requireArguments("roleplayReport", arguments, 1);
  const results = [...dialogs].map((dialog) => roleplayResult(dialog, inquirer));
  if (results.length === 0) throw new InvalidArgumentError("There are no dialogues to report on");
  const outcomes: Partial<Record<RoleplayOutcome, number>> = {};
  for (const { outcome } of results) outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
  const sum = (value: (result: RoleplayResult) => number): number =>
    results.reduce((total, result) => total + value(result), 0);
  const known = results.length - (outcomes.unknown ?? 0);
  const kinds = Object.keys(results[0]?.faults ?? {}) as (keyof RoleplayFaults)[];
  return {
    dialogs: results.length,
    outcomes,
    faults: Object.fromEntries(
      kinds.map((kind) => [kind, sum(({ faults }) => faults[kind])]),
    ) as unknown as RoleplayFaults,
    goalReached: known === 0 ? null : (outcomes.goal_reached ?? 0) / known,
    meanExchanges: sum(({ exchanges }) => exchanges) / results.length,
  };
}

function outcomeOf({ stopReason, events }: Dialog, exchanges: number, inquirer: string): RoleplayOutcome {
  const reason = stopReason ?? "unknown";
  if (reason === "max_turns") return "turn_limit";
  if (reason === "goal_reached" && exchanges === 0) return "stopped_before_exchange";
  if (reason !== "incoherent" && reason !== "empty") return reason;
  const last = events?.findLast(({ action }) => action === "guard");
  return `${reason}_${last?.agent === inquirer ? "inquirer" : "responder"}`;
}

function faultsIn(events: readonly DialogEvent[], inquirer: string): RoleplayFaults {
  const count = (matches: (event: DialogEvent) => boolean): number => events.filter(matches).length;
  const faulty =
    (fault: string, own?: boolean) =>
    (event: DialogEvent): boolean =>
      event.action === "guard" &&
      field(event, "fault") === fault &&
      (own === undefined || (event.agent === inquirer) === own);
  return {
    noPrompt: count(faulty("no_prompt")),
    multiplePrompts: count(
      (event) => event.action === "envelope" && Number(field(event, "candidates") ?? 0) > 1,
    ),
    incoherentInquirer: count(faulty("incoherent", true)),
    incoherentResponder: count(faulty("incoherent", false)),
    selfReplies: count(({ action }) => action === "self-reply") + count(faulty("double_turn")),
    emptyInquirer: count(faulty("empty", true)),
    emptyResponder: count(faulty("empty", false)),
    unaskedFacts: count(faulty("unasked_fact")),
    inventedFacts: count(faulty("invented_fact")),
    coaching: count(faulty("coaching")),
    roleInversions: count(faulty("role_inversion", true)),
    regenerated: regeneratedIn(events),
  };
}

/** Messages of speakers who were refused since they last spoke. */
function regeneratedIn(events: readonly DialogEvent[]): number {
  const refused = new Set<string | null>();
  let regenerated = 0;
  for (const event of events) {
    if (event.action === "guard" && field(event, "reason") !== undefined) refused.add(event.agent);
    if (event.action === "utter" && refused.delete(event.agent)) regenerated++;
  }
  return regenerated;
}

function field({ content }: DialogEvent, name: string): unknown {
  return typeof content === "object" && content !== null ? Reflect.get(content, name) : undefined;
}
