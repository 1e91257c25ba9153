import { graphNode, type GraphNode, numberAttribute } from "../onnx/graph-node.ts";
import { integerConstant } from "../onnx/graph-value.ts";
import type { OnnxGraph } from "../onnx/onnx-graph.ts";
import { openSite } from "./open-site.ts";
import type { GraphSite, Packing, SiteFinder } from "./site.ts";

// What a multiplication that makes queries, keys and values side by side is called, by GPT-2, and by Phi-3 and the builder.
const packers = ["c_attn", "qkv_proj"];
const parts = ["q_proj", "k_proj", "v_proj"] as const;

/**
 * Queries, keys and values where one multiplication makes them together, as sites of their own. They are taken apart in the
 * graph when one of them is asked for.
 */
export function packedSites(graph: OnnxGraph, find: SiteFinder["find"]): SiteFinder["find"] {
  const consumers = graph.consumers();
  const producers = graph.producers();
  const [, heads, , size] = graph.inputs.find(({ name }) => name.endsWith(".key"))?.shape ?? [];

  /** How many numbers the keys of one token have. */
  const keyWidth = (tensor: string): number => {
    if (typeof heads === "number" && typeof size === "number") return heads * size;
    // The builder does not say how long a head is, but into how many heads the tensor is divided.
    const attention = (consumers.get(tensor) ?? []).find((node) => node.operator === "GroupQueryAttention");
    const count = (name: string): number => (attention && numberAttribute(attention, name)) ?? Number.NaN;
    const keyHeads = count("kv_num_heads");
    return (keyHeads * width(graph, producers.get(tensor))) / (count("num_heads") + 2 * keyHeads);
  };

  return ({ path, side }) => {
    const [, list, name] = /^(.+)\.([qkv]_proj)$/.exec(path) ?? [];
    const part = parts.findIndex((each) => each === name);
    if (list === undefined || part === -1 || side === "input") return undefined;
    for (const packer of packers) {
      const packed = find({ path: `${list}.${packer}`, side });
      const keys = packed === undefined ? Number.NaN : keyWidth(packed.tensor);
      if (packed === undefined || !Number.isInteger(keys)) continue;
      return { path, side, tensor: partName(packed.tensor, part), partOf: { tensor: packed.tensor, keys } };
    }
    return undefined;
  };
}

/** How many numbers a multiplication by weights makes. */
function width(graph: OnnxGraph, node: GraphNode | undefined): number {
  if (node === undefined) return Number.NaN;
  const shape = graph.initializers.find(({ name }) => name === node.inputs[1])?.shape;
  return numberAttribute(node, "N") ?? shape?.at(-1) ?? Number.NaN;
}

function partName(packed: string, part: number): string {
  return `${packed}/${parts[part]}`;
}

/** Makes queries, keys and values tensors of their own, and packs them again for what follows. Once for each packed tensor. */
export function unpack(graph: OnnxGraph, { partOf }: GraphSite): void {
  if (partOf === undefined) return;
  const { tensor, keys }: Packing = partOf;
  const name = (of: string): string => `sdialog.unpack/${tensor}/${of}`;
  if (graph.initializers.some((each) => each.name === name("axis"))) return;
  const before = name("packed");
  openSite(graph, { path: "", side: "output", tensor }, before);
  const bounds = [0, -2 * keys, -keys, Number.MAX_SAFE_INTEGER];
  graph.initializers.push(
    integerConstant(name("axis"), [-1]),
    ...bounds.map((bound, index) => integerConstant(name(`bound.${index}`), [bound])),
  );
  const taken = parts.map((_, part) => partName(tensor, part));
  graph.nodes.push(
    ...taken.map((output, part) => {
      const range = [name(`bound.${part}`), name(`bound.${part + 1}`)];
      // Not named after its output, which another node makes once it is steered.
      return {
        ...graphNode("Slice", [before, ...range, name("axis")], [output]),
        name: name(`part.${part}`),
      };
    }),
    { ...graphNode("Concat", taken, [tensor], { axis: -1 }), name: name("all") },
  );
}
