import type { Clock } from "@sdialog/agents";
import type { AttributeModel } from "@sdialog/core";
import type { InteractionPersona } from "./interaction-persona.ts";
import type { Query } from "./query.ts";

/** One interaction to make. */
export interface InteractionTask {
  readonly persona: InteractionPersona | AttributeModel;
  readonly query: Query;
  /** Everything follows from it: the model of a pool, the target, every call. */
  readonly seed: number;
  /** Chooses the model of a pool instead: the same for a second try under another seed. Default: `seed`. */
  readonly modelSeed?: number | undefined;
  /** Default: drawn. */
  readonly targetAnswers?: number | undefined;
  /** Further metadata. */
  readonly metadata?: Readonly<Record<string, unknown>> | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly clock?: Clock | undefined;
}
