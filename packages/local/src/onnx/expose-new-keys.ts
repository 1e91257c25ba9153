import { graphNode } from "./graph-node.ts";
import { inputValue, integerConstant, outputValue } from "./graph-value.ts";
import type { OnnxGraph } from "./onnx-graph.ts";

/**
 * Where one key or value tensor of the cache comes out of the graph.
 *
 * `new`: only the rows of the tokens that were fed. `appended`: the whole cache, the new rows after the fed past. `cut`: a
 * part of the cache, in which each sequence's new rows stand right after its own valid ones (GroupQueryAttention); from
 * where to where is said by {@link cutInputs}. `written`: the whole cache, in the very place where it was given.
 */
export interface CacheOutput {
  /** Name of the input, `past_key_values.3.key`. */
  readonly past: string;
  readonly output: string;
  readonly rows: "new" | "appended" | "cut" | "written";
}

/** The inputs that say which positions of the cache come out: the first, and the one after the last. */
export const cutInputs = { first: "sdialog.cut_first", end: "sdialog.cut_end" } as const;

const axis = "sdialog.cut_axis";
const cutSuffix = "/new";

/** The tensor that a `cut` output is a part of. */
function wholeCache(output: string): string {
  return output.slice(0, -cutSuffix.length);
}

/**
 * Adds outputs for the new keys and values alone: where the graph makes its cache by `Concat(past, new)`, what it appends;
 * where GroupQueryAttention writes them into the cache, a slice of it. Every fetched output is copied, so handing the whole
 * cache back and forth costs more with every token.
 *
 * @param inPlace whether the graph is run so that it can write into what it is given (`runInto`). Where GroupQueryAttention
 *   keeps the whole cache, nothing is added then.
 */
export function exposeNewKeys(graph: OnnxGraph, inPlace: boolean): readonly CacheOutput[] {
  const producers = graph.producers();
  const outputs = graph.inputs
    .map(({ name }) => name)
    .filter((name) => name.startsWith("past_key_values."))
    .map((past): CacheOutput => {
      const present = past.replace("past_key_values", "present");
      const producer = producers.get(present);
      if (producer?.operator === "GroupQueryAttention")
        return { past, output: `${present}${cutSuffix}`, rows: "cut" };
      const [first, added, ...others] = producer?.inputs ?? [];
      if (producer?.operator !== "Concat" || first !== past || added === undefined || others.length > 0)
        return { past, output: present, rows: "appended" };
      graph.outputs.push(outputValue(added));
      return { past, output: added, rows: "new" };
    });
  const cut = outputs.filter(({ rows }) => rows === "cut");
  if (cut.length === 0) return outputs;
  if (inPlace && cut.length === outputs.length)
    return cut.map(({ past, output }) => ({ past, output: wholeCache(output), rows: "written" }));
  graph.inputs.push(inputValue(cutInputs.first, "int64", [1]), inputValue(cutInputs.end, "int64", [1]));
  graph.initializers.push(integerConstant(axis, [2]));
  for (const { output } of cut) {
    graph.nodes.push(
      graphNode("Slice", [wholeCache(output), cutInputs.first, cutInputs.end, axis], [output]),
    );
    graph.outputs.push(outputValue(output));
  }
  return outputs;
}
