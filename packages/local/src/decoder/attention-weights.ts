import type * as ort from "onnxruntime-common";
import { floats } from "./floats.ts";
import type { CacheArray } from "./key-value-cache.ts";

/** What of the attention of a pass is a row's, [tokens, all positions so far, heads]. @param columnOf where a position stands */
export function attentionWeights(
  tensor: ort.Tensor,
  row: number,
  { tokens, cached }: { readonly tokens: readonly number[]; readonly cached: number },
  columnOf: (position: number, cached: number) => number,
): Float32Array {
  const [, heads = 0, fed = 0, columns = 0] = tensor.dims;
  const size = heads * fed * columns;
  const all = floats(tensor.data as CacheArray, row * size, (row + 1) * size);
  const positions = cached + tokens.length;
  const weights = new Float32Array(tokens.length * positions * heads);
  for (let position = 0; position < positions; position++) {
    const column = columnOf(position, cached);
    // Nobody looks ahead.
    for (let token = Math.max(0, position - cached); token < tokens.length; token++)
      for (let head = 0; head < heads; head++)
        weights[(token * positions + position) * heads + head] = all[
          (head * fed + token) * columns + column
        ] as number;
  }
  return weights;
}
