/** Which side of a module: what it is given, or what it returns. */
export type Side = "input" | "output";

/** A place in a model, named as PyTorch names modules: `model.layers.4.mlp`. */
export interface Site {
  readonly path: string;
  readonly side: Side;
}

/** A site found in a graph. */
export interface GraphSite extends Site {
  /** The tensor that holds it, [batch, positions, width]. */
  readonly tensor: string;
  /**
   * Name of the fused norm that makes the tensor as the sum of its first two inputs; it may keep it to itself
   * until it is asked for. Left out: the tensor is there.
   */
  readonly sumOf?: string | undefined;
  /**
   * Attention weights, [batch, heads, positions, all positions so far], which can only be looked at. Left out: activations.
   */
  readonly isAttention?: true | undefined;
  /** Name of the node that computes a whole attention, and gives the weights in it when asked to. */
  readonly weightsOf?: string | undefined;
  /** Where the tensor has to be taken out of a packed one before it is there. */
  readonly partOf?: Packing | undefined;
}

/** Queries, keys and values of a layer side by side in one tensor. */
export interface Packing {
  readonly tensor: string;
  /** How many numbers the keys of one token have; its values have as many. */
  readonly keys: number;
}

/** Finds sites in one style of graph. */
export interface SiteFinder {
  /** The naming style, for messages. */
  readonly style: "scoped" | "fused" | "dynamo" | "structure";
  /** Paths of all modules, in the order of computation. */
  readonly paths: readonly string[];
  find(site: Site): GraphSite | undefined;
}

/** `model.layers.4.mlp#input` for an input, the path alone for an output. */
export function siteName({ path, side }: Site): string {
  return side === "input" ? `${path}#input` : path;
}
