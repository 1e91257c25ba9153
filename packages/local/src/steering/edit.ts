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

/** One change of activations while a model runs. Edits of one site apply in the order they are listed. */
export interface Edit {
  /** A module path; `*` matches one part. */
  readonly site: string;
  readonly side: Side;
  readonly operation: Operation;
  /** As long as the site's activations are wide. */
  readonly direction: Float32Array;
  readonly strength: number;
  readonly tokens: TokenSelector;
}
