import type { Side } from "../sites/site.ts";
import type { TokenSelector } from "./token-selector.ts";

/**
 * What an edit does with activations x and its direction d (d̂ is d at length 1):
 *
 * - `add`: x + strength · d
 * - `ablate`: x − strength · (x·d̂) d̂, which with strength 1 removes the component along d
 * - `scale`: the component along d multiplied by strength
 * - `pin`: the component along d replaced by strength
 */
export type Operation = "add" | "ablate" | "scale" | "pin";

interface Place {
  /** A module path; `*` matches one part. */
  readonly site: string;
  readonly side: Side;
  readonly tokens: TokenSelector;
}

/** A change of activations along a direction. */
export interface DirectionEdit extends Place {
  readonly operation: Operation;
  /** As long as the site's activations are wide. */
  readonly direction: Float32Array;
  readonly strength: number;
}

/** Which token's activations a function is given. */
export interface ChangedPlace {
  /** The name of the tensor in the model's graph: one of those that the edit's module path stands for. */
  readonly tensor: string;
  /** 0 is the first token of the prompt. */
  readonly position: number;
  /** Tokens of the prompt. What is computed at its last token, and at every token after it, produces a token of the reply. */
  readonly promptLength: number;
}

/**
 * What activations become, by a function of your own. It must give the same for the same: a token may be computed more
 * than once. While a promise of it is awaited, no other reply of that model goes on. So it cannot ask that model, which
 * would wait for itself: this is refused with a ModelError, but in a browser, where who asks is not known, waits for ever.
 * Two replies of two models wait for ever everywhere when the functions of each ask the other's model: this is not found.
 * @param activations of one token, as wide as the site's are; a copy, which may be changed and returned
 * @returns as many finite numbers
 */
export type ActivationChange = (
  activations: Float32Array,
  place: ChangedPlace,
) => ArrayLike<number> | Promise<ArrayLike<number>>;

/** A change of activations by a function. Every tensor that it changes in a pass costs one more pass of the same tokens through the model. */
export interface FunctionEdit extends Place {
  readonly operation: "function";
  readonly change: ActivationChange;
}

/** One change of activations while a model runs. Edits of one site apply in the order they are listed. */
export type Edit = DirectionEdit | FunctionEdit;
