import {
  canonicalJson,
  contentId,
  cutShort,
  Dialog,
  type SDialogError,
  stopClass,
  type StopReason,
} from "@sdialog/core";
import { type Member, uniqueNames } from "./cast.ts";
import type { CompleteConversationOptions, Run } from "./conversation-options.ts";
import type { Ledger } from "./ledger.ts";
import { timestamp } from "../edge.ts";
import { recordPrompts } from "./record-prompts.ts";
import { recordTools } from "./record-tools.ts";

export interface Recording {
  readonly id: string | number;
  readonly options: CompleteConversationOptions;
  readonly run: Run;
  /** Without sessions where one could not begin. */
  readonly cast: readonly (Omit<Member, "session"> & Partial<Pick<Member, "session">>)[];
  readonly ledger: Ledger;
  readonly reason: StopReason;
  readonly failure: SDialogError | undefined;
}

/**
 * An id that follows from who speaks about what, under which rules and which seed: a run made again has the same one,
 * and a run with anything changed another.
 */
export function conversationId(options: CompleteConversationOptions, run: Run): string {
  const names = uniqueNames(options.participants);
  return contentId({
    seed: run.seed,
    parent: run.from?.id ?? run.parentId ?? null,
    turns: run.from?.length ?? 0,
    participants: options.participants.map(({ persona, modelInfo, distinction }, index) => [
      names[index],
      persona,
      modelInfo,
      distinction,
    ]),
    context: options.context,
    scenario: options.scenario,
    opening: options.opening,
    examples: options.exampleDialogs?.map(({ id }) => id),
    rules: [options.turnTaking, ...options.stop, ...options.guards].map(({ name }) => name),
    retries: options.retries,
    ...(options.retryMaxTokens === undefined ? {} : { retryMaxTokens: options.retryMaxTokens }),
    closingReply: options.closingReply,
  });
}

/** The finished conversation as a dialogue. */
export function recordDialog({ id, options, run, cast, ledger, reason, failure }: Recording): Dialog {
  const infos = cast.map(({ participant }) => participant.modelInfo);
  const model = infos.find((info) => info !== undefined) ?? null;
  const several = infos.some((info) => canonicalJson(info ?? null) !== canonicalJson(model));
  return new Dialog({
    timestamp: timestamp(run.clock),
    model,
    seed: run.seed,
    id,
    parentId: run.from?.id ?? run.parentId ?? null,
    // A dialogue in which a message breaks off has not come to its own end everywhere.
    complete: endsAsPlanned(reason, options) && !ledger.turns.some((turn) => cutShort(turn) !== undefined),
    personas: Object.fromEntries(cast.map(({ name, participant }) => [name, participant.persona ?? {}])),
    context: (options.context as Record<string, unknown> | string | undefined) ?? null,
    scenario: (options.scenario as Record<string, unknown> | string | undefined) ?? null,
    turns: ledger.turns,
    events: ledger.events,
    notes: run.notes ?? null,
    stopReason: reason,
    usage: ledger.usage,
    ...recordTools(cast),
    ...recordPrompts([
      ...cast.flatMap(({ session, participant }) => [session, participant.noise]),
      options.turnTaking,
      ...options.guards,
    ]),
    ...faultsOf(ledger),
    ...(several
      ? { models: Object.fromEntries(cast.map(({ name }, index) => [name, infos[index] ?? null])) }
      : {}),
    ...(failure === undefined ? {} : { failure: { code: failure.code, message: failure.message } }),
  });
}

function endsAsPlanned(
  reason: StopReason,
  { completeAtMaxTurns = false }: CompleteConversationOptions,
): boolean {
  return stopClass(reason) === "ok" || (reason === "max_turns" && completeAtMaxTurns);
}

/** How often drafts had to be refused or mended, by fault: it should show when a simulator has to be asked twice. */
function faultsOf({ events }: Ledger): { readonly faults?: Record<string, number> } {
  const faults: Record<string, number> = {};
  for (const { action, content } of events) {
    if (action !== "guard" || typeof content !== "object" || content === null || !("fault" in content))
      continue;
    const fault = String(content.fault);
    faults[fault] = (faults[fault] ?? 0) + 1;
  }
  return Object.keys(faults).length === 0 ? {} : { faults };
}
