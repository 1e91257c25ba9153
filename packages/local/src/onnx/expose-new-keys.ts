import { outputValue } from "./graph-value.ts";
import type { OnnxGraph } from "./onnx-graph.ts";

/**
 * Where one key or value tensor of the cache comes out of the graph.
 *
 * `new`: only the rows of the tokens that were fed. `appended`: the whole cache, the new rows after the fed past.
 * `in-place`: the whole cache, each sequence's new rows right after its own valid ones (GroupQueryAttention).
 */
export interface CacheOutput {
  /** Name of the input, `past_key_values.3.key`. */
  readonly past: string;
  readonly output: string;
  readonly rows: "new" | "appended" | "in-place";
}

/**
 * Adds outputs for the new keys and values alone, wherever the graph makes its cache by `Concat(past, new)`. Every
 * fetched output is copied, so handing the whole cache back and forth costs more with every token.
 */
export function exposeNewKeys(graph: OnnxGraph): readonly CacheOutput[] {
  const producers = graph.producers();
  return graph.inputs
    .map(({ name }) => name)
    .filter((name) => name.startsWith("past_key_values."))
    .map((past) => {
      const present = past.replace("past_key_values", "present");
      const producer = producers.get(present);
      if (producer?.operator === "GroupQueryAttention")
        return { past, output: present, rows: "in-place" } as const;
      const [first, added, ...others] = producer?.inputs ?? [];
      if (producer?.operator !== "Concat" || first !== past || added === undefined || others.length > 0)
        return { past, output: present, rows: "appended" } as const;
      graph.outputs.push(outputValue(added));
      return { past, output: added, rows: "new" } as const;
    });
}
