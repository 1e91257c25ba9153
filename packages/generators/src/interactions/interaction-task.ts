import type { OptionNames } from "@sdialog/core/internal";
import type { Clock } from "@sdialog/agents";
import type { Person } from "./interaction-persona.ts";
import type { Query } from "./query.ts";

/** One interaction to make. */
export interface InteractionTask {
  readonly persona: Person;
  readonly query: Query;
  /** Seed of everything random: the model of a pool, the target, every call. */
  readonly seed: number;
  /** Default: drawn. */
  readonly targetAnswers?: number | undefined;
  /** Further metadata. */
  readonly metadata?: Readonly<Record<string, unknown>> | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly clock?: Clock | undefined;
}

/** The names of {@link InteractionTask}. */
export const interactionTaskOptionNames: OptionNames<InteractionTask> = {
  persona: true,
  query: true,
  seed: true,
  targetAnswers: true,
  metadata: true,
  signal: true,
  clock: true,
};
