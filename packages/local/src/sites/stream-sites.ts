import type { OnnxGraph } from "../onnx/onnx-graph.ts";
import type { NodeScope } from "./node-scope.ts";
import { type ResidualState, residualStream } from "./residual-stream.ts";
import type { GraphSite, Side } from "./site.ts";

/** The residual stream as sites. */
export interface StreamSites {
  /** Every state: what enters the first layer, and in each layer the sum after attention and the one after the MLP. */
  readonly all: readonly GraphSite[];
  readonly layers: number;
  /** What enters a layer, or what it returns; `undefined` where there is no such layer. */
  layer(index: number, side: Side): ResidualState | undefined;
  /** The path of the norm that reads what the last layer returns, where the graph says what it is called. */
  readonly finalNorm: string | undefined;
}

/**
 * The sites of the residual stream, named by the modules that return or read its states.
 *
 * @param layersPath the path of the list of layers: `model.layers`
 * @param scopeOf where a node comes from; graphs that do not say are named as a Llama is
 * @returns `undefined` where the stream cannot be followed
 */
export function streamSites(
  graph: OnnxGraph,
  layersPath: string,
  scopeOf: NodeScope | undefined,
): StreamSites | undefined {
  const stream = residualStream(graph);
  if (stream === undefined) return undefined;
  const { start, layers } = stream;
  const { maker, readers } = scopesOf(graph, scopeOf);
  const beginning = maker(start) ?? "model.embed_tokens";
  return {
    layers: layers.length,
    layer: (index, side) =>
      side === "output" ? layers[index]?.output : index === 0 ? start : layers[index - 1]?.output,
    finalNorm: readers(layers.at(-1)?.output)[0],
    all: [
      // What the model itself makes of its embeddings is no module's output.
      layersPath.startsWith(`${beginning}.`) || beginning === ""
        ? { path: `${layersPath}.0`, side: "input", ...start }
        : { path: beginning, side: "output", ...start },
      ...layers.flatMap(({ middle, output }, index): GraphSite[] => {
        const path = `${layersPath}.${index}`;
        const norm = readers(middle).find((scope) => scope.startsWith(`${path}.`));
        const between = { path: norm ?? `${path}.post_attention_layernorm`, side: "input" } as const;
        return [
          ...(middle === undefined ? [] : [{ ...between, ...middle }]),
          { path, side: "output", ...output },
        ];
      }),
    ],
  };
}

/** Where states are made and read. A norm that makes the sum itself also reads it. */
function scopesOf(graph: OnnxGraph, scopeOf: NodeScope | undefined) {
  const [producers, consumers] = [graph.producers(), graph.consumers()];
  const nodes = new Map(graph.nodes.map((node) => [node.name, node]));
  return {
    maker: ({ tensor }: ResidualState): string | undefined => {
      const node = producers.get(tensor);
      return node && scopeOf?.(node);
    },
    readers: (state: ResidualState | undefined): readonly string[] => {
      if (state === undefined || scopeOf === undefined) return [];
      const norm = nodes.get(state.sumOf ?? "");
      return (norm === undefined ? (consumers.get(state.tensor) ?? []) : [norm]).map(scopeOf);
    },
  };
}
