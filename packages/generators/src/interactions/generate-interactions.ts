import type { Clock } from "@sdialog/agents";
import { type AttributeModel, InvalidArgumentError } from "@sdialog/core";
import { pMapIterable } from "p-map";
import { type Interaction, interactionStop, isUsable } from "./interaction.ts";
import type { InteractionPersona } from "./interaction-persona.ts";
import { InteractionPlan, type KnownInteraction, type PlannedInteraction } from "./interaction-plan.ts";
import type { InteractionTask } from "./interaction-task.ts";
import type { Query } from "./query.ts";

/** Where interactions are kept. */
export interface InteractionSink {
  /** What is there already. */
  known(): readonly KnownInteraction[] | Promise<readonly KnownInteraction[]>;
  save(interaction: Interaction): Promise<unknown>;
}

/** For whom interactions are made, about what, and how many at the same time. */
export interface GenerateInteractionsOptions {
  /** People of a bank, or personas of any class; no two with the same id. */
  readonly personas: Iterable<InteractionPersona | AttributeModel>;
  readonly queries: readonly Query[];
  /** Interactions per persona. Default: 5. */
  readonly perPersona?: number | undefined;
  readonly seed: number;
  /** Interactions at the same time. Default: 20. */
  readonly concurrency?: number | undefined;
  /** How often failed interactions are replaced by others. Default: 3. */
  readonly supplementRounds?: number | undefined;
  /** Every finished interaction is saved at once; what it holds is not made again. */
  readonly store?: InteractionSink | undefined;
  readonly onProgress?: ((progress: InteractionProgress) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly clock?: Clock | undefined;
}

/** How far the making of interactions is, told after each one that finished or failed. */
export interface InteractionProgress {
  /** 0, then 1 and up for supplement rounds. */
  readonly round: number;
  /** All quotas together. */
  readonly wanted: number;
  /** Finished ones, those that were stored before included. */
  readonly done: number;
  /** How many failed, by stop reason. */
  readonly failures: Readonly<Record<string, number>>;
  readonly latest: Interaction;
}

/** What was made of what was wanted. */
export interface InteractionReport {
  /** All quotas together. */
  readonly wanted: number;
  /** Finished ones, those that were stored before included. */
  readonly done: number;
  /** How many failed, by stop reason; those that were replaced included. */
  readonly failures: Readonly<Record<string, number>>;
  /** What could not be made for want of queries or rounds: persona id to number. */
  readonly missing: Readonly<Record<string, number>>;
}

/** Fills a plan, round by round. */
export async function* generateInteractions(
  interact: (task: InteractionTask) => Promise<Interaction>,
  options: GenerateInteractionsOptions,
): AsyncGenerator<Interaction, InteractionReport, void> {
  const { perPersona = 5, concurrency = 20, supplementRounds = 3, store, clock } = options;
  if (!Number.isInteger(supplementRounds) || supplementRounds < 0)
    throw new InvalidArgumentError(
      `supplementRounds must be a whole number of at least 0, not ${supplementRounds}`,
    );
  const plan = new InteractionPlan({ ...options, perPersona, known: (await store?.known()) ?? [] });
  const failures: Record<string, number> = {};
  // Leaving the loop early, or a failure nothing can be done about, stops what is under way.
  const leaving = new AbortController();
  const signal = AbortSignal.any([leaving.signal, ...(options.signal === undefined ? [] : [options.signal])]);

  const make = async (planned: PlannedInteraction, round: number): Promise<Interaction> => {
    const { persona, query, seed, index } = planned;
    signal.throwIfAborted();
    const latest = await interact({ persona, query, seed, signal, clock, metadata: { place: index } });
    signal.throwIfAborted();
    if (isUsable(latest)) {
      await store?.save(latest);
      plan.fill(planned);
    } else {
      const reason = interactionStop(latest) ?? "unknown";
      failures[reason] = (failures[reason] ?? 0) + 1;
    }
    const { wanted, openCount } = plan;
    options.onProgress?.({
      round,
      wanted,
      done: wanted - openCount,
      failures: { ...failures },
      latest,
    });
    return latest;
  };

  try {
    for (let round = 0; round <= supplementRounds && plan.round.length > 0; round++) {
      if (round > 0) plan.nextRound();
      const making = pMapIterable(plan.round, (planned) => make(planned, round), {
        concurrency,
        // Finished ones may wait for a slow one before them without keeping others from starting.
        backpressure: 4 * concurrency,
      });
      for await (const interaction of making) if (isUsable(interaction)) yield interaction;
    }
  } finally {
    leaving.abort();
  }
  const missing: Record<string, number> = {};
  for (const { persona } of plan.missing) missing[persona.id] = (missing[persona.id] ?? 0) + 1;
  return { wanted: plan.wanted, done: plan.wanted - plan.openCount, failures, missing };
}
