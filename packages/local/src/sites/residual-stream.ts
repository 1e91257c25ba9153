import type { OnnxGraph } from "../onnx/onnx-graph.ts";
import type { GraphNode } from "../onnx/graph-node.ts";

/** One state of the residual stream. */
export interface ResidualState {
  readonly tensor: string;
  /** Name of the fused norm that makes it, see {@link GraphSite.sumOf}. */
  readonly sumOf?: string | undefined;
}

/** The residual stream of a model, from what enters its first layer to what leaves its last. */
export interface ResidualStream {
  /** Embeddings as they enter the first layer: with positions added, scaled, normalized, as the model does it. */
  readonly start: ResidualState;
  readonly layers: readonly LayerStates[];
}

export interface LayerStates {
  /** After attention; left out where attention and MLP read the same state and are added together. */
  readonly middle?: ResidualState | undefined;
  readonly output: ResidualState;
}

/**
 * The residual stream found by the structure of the graph alone, whatever its nodes are called. Whatever a layer computes
 * is added to the stream, so everything that leads from the embedding to the logits comes together in that sum: the states
 * are the sums which no path avoids. A model with one sum after attention and one after the MLP has two of them in each of
 * its layers, one that adds both at once has one.
 *
 * @returns `undefined` where there are other numbers of sums than that
 */
export function residualStream(graph: OnnxGraph): ResidualStream | undefined {
  const path = narrowPlaces(graph);
  const sums = path.flatMap((place, index) => (place.joins ? [index] : []));
  const layers = graph.inputs.filter(({ name }) => /^past_key_values\.\d+\.key$/.test(name)).length;
  const perLayer = sums.length / layers;
  if (layers === 0 || (perLayer !== 1 && perLayer !== 2)) return undefined;
  // Up to the next sum there is nothing but what changes the state on its way (a scale, a norm after the sum, another
  // number format or shape). After the last, there is what reads it.
  const settled = (from: number, to: number): ResidualState =>
    stateOf(path.slice(from, to).findLast((place) => !isFormat(place)) ?? (path[from] as Place));
  const states = sums.map((from, index) => {
    const reader = path.findIndex((place, at) => at > from && !reshaping.has(place.node.operator));
    return settled(from, sums[index + 1] ?? reader);
  });
  return {
    start: settled(0, sums[0] as number),
    layers: Array.from({ length: layers }, (_, layer) => ({
      middle: perLayer === 2 ? states[2 * layer] : undefined,
      output: states[perLayer * layer + perLayer - 1] as ResidualState,
    })),
  };
}

/** A node through which every path from the embedding to the logits leads. */
interface Place {
  readonly node: GraphNode;
  /** Whether it adds up two or more tensors that depend on the embedding. */
  readonly joins: boolean;
  /** Whether sequences and positions were made one dimension on the way, as OPT does around its MLP. */
  readonly flat: boolean;
  /** Whether the tensor that goes on is the first output of the node, read by more than one. */
  readonly branches: boolean;
}

/** A state in another number format, or without its shape, is not where it is looked at. */
function isFormat({ node, flat }: Place): boolean {
  return flat || node.operator === "Cast";
}

const sums: ReadonlySet<string> = new Set([
  "Add",
  "Sum",
  "SkipSimplifiedLayerNormalization",
  "SkipLayerNormalization",
]);

/** The nodes no path avoids, in order: those that no edge between two others passes by. */
function narrowPlaces(graph: OnnxGraph): readonly Place[] {
  const between = betweenEmbeddingAndLogits(graph);
  const order = new Map(between.map((node, index) => [node, index] as const));
  const producers = graph.producers();
  const consumers = graph.consumers();
  const places: Place[] = [];
  let reached = 0;
  let flat = false;
  for (const [index, node] of between.entries()) {
    const carrying = node.inputs.filter((input) => order.has(producers.get(input) as GraphNode));
    const readers = (tensor: string | undefined): number =>
      (consumers.get(tensor ?? "") ?? []).filter((reader) => order.has(reader)).length;
    if (reached <= index) {
      if (node.operator === "Reshape") flat = !flat;
      places.push({
        node,
        flat,
        joins: sums.has(node.operator) && carrying.length > 1,
        branches: readers(node.outputs[0]) > 1,
      });
    }
    const next = node.outputs.flatMap((output) => (output === "" ? [] : (consumers.get(output) ?? [])));
    for (const reader of next) reached = Math.max(reached, order.get(reader) ?? 0);
  }
  return places;
}

/** What depends on the embedding's numbers (not on how many there are) and on which the logits depend, in order. */
function betweenEmbeddingAndLogits(graph: OnnxGraph): readonly GraphNode[] {
  const embedding = embeddingOf(graph);
  if (embedding === undefined) return [];
  const carrying = new Set(embedding.outputs);
  const after = graph.nodes.filter((node) => {
    if (node === embedding) return true;
    if (node.operator === "Shape" || !node.inputs.some((input) => carrying.has(input))) return false;
    for (const output of node.outputs) if (output !== "") carrying.add(output);
    return true;
  });
  const needed = new Set(["logits"]);
  return after
    .toReversed()
    .filter((node) => {
      if (!node.outputs.some((output) => needed.has(output))) return false;
      for (const input of node.inputs) if (input !== "") needed.add(input);
      return true;
    })
    .toReversed();
}

const reshaping: ReadonlySet<string> = new Set(["Reshape", "Cast", "Identity", "Flatten"]);

/** The node that looks up the embeddings of tokens. */
function embeddingOf(graph: OnnxGraph): GraphNode | undefined {
  const ids = new Set(["input_ids"]);
  for (const node of graph.nodes) {
    if (reshaping.has(node.operator) && ids.has(node.inputs[0] ?? "")) ids.add(node.outputs[0] as string);
    if (node.operator.startsWith("Gather") && ids.has(node.inputs[1] ?? "")) return node;
  }
  return undefined;
}

function stateOf({ node, branches }: Place): ResidualState {
  const [first = "", , , sum = ""] = node.outputs;
  // A norm that was fused with its sum passes on the sum, unless it is what the layers after it add to.
  if (!node.operator.startsWith("Skip") || (sum === "" && branches)) return { tensor: first };
  return { tensor: sum || `${node.name}/sum`, sumOf: node.name };
}
