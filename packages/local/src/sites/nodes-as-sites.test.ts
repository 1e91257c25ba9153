import { describe, expect, it } from "vitest";
import { graphNode, type GraphNode } from "../onnx/graph-node.ts";
import { graphOf } from "../testing/graph-of.ts";
import { attentionSites } from "./attention-sites.ts";
import { packedSites, unpack } from "./packed-sites.ts";
import { scopedSites } from "./scoped-sites.ts";
import type { Site } from "./site.ts";

const value = "past_key_values.3.value";

describe("attention weights", () => {
  const sites = (...nodes: readonly GraphNode[]) => attentionSites(graphOf(nodes), "model.layers");

  it("are what values are multiplied by, of the layer whose cache these come from", () => {
    expect(
      sites(
        graphNode("Softmax", ["scores"], ["shares"]),
        graphNode("Cast", ["shares"], ["cast"]),
        graphNode("Concat", [value, "new"], ["values"]),
        graphNode("Transpose", ["values"], ["turned"]),
        graphNode("MatMul", ["cast", "turned"], ["seen"]),
      ),
    ).toEqual([
      { path: "model.layers.3.attention_weights", side: "output", isAttention: true, tensor: "cast" },
    ]);
  });

  it("are looked at where they still have their form", () => {
    expect(
      sites(
        graphNode("Softmax", ["scores"], ["shares"]),
        graphNode("Reshape", ["shares", "shape"], ["flat"]),
        graphNode("MatMul", ["flat", value], ["seen"]),
      ),
    ).toMatchObject([{ tensor: "shares" }]);
  });

  it.each([
    ["nobody's values", graphNode("MatMul", ["shares", "keys"], ["seen"])],
    ["the second factor", graphNode("MatMul", [value, "shares"], ["seen"])],
    ["a sum", graphNode("Add", ["shares", value], ["seen"])],
    ["nothing", graphNode("MatMul", ["shares"], ["seen"])],
  ])("are none before %s", (_, node) => {
    expect(sites(graphNode("Softmax", ["scores"], ["shares"]), node)).toEqual([]);
  });

  it("are asked for of a node that computes a whole attention, in the order of layers", () => {
    const fused = (layer: number, outputs: readonly string[]): GraphNode => ({
      ...graphNode(
        "GroupQueryAttention",
        ["q", "k", "v", "past.key", `past_key_values.${layer}.value`],
        outputs,
      ),
      name: `attention.${layer}`,
    });
    expect(
      sites(fused(10, ["seen"]), fused(2, ["seen2", "k", "v", "weights2"]), {
        ...graphNode("GroupQueryAttention", ["q", "k", "v"], ["x"]),
      }),
    ).toMatchObject([
      { path: "model.layers.2.attention_weights", tensor: "weights2", weightsOf: "attention.2" },
      {
        path: "model.layers.10.attention_weights",
        tensor: "attention.10/weights",
        weightsOf: "attention.10",
      },
    ]);
  });
});

describe("queries, keys and values in one tensor", () => {
  const packer = graphNode("MatMul", ["x", "w"], ["packed"]);
  const find = ({ path, side }: Site) =>
    path === "h.0.attn.c_attn" && side === "output" ? { path, side, tensor: "packed" } : undefined;
  const cache = { name: "past_key_values.0.key", shape: ["batch", 2, "past", 8] };

  it("are sites of their own, as wide as the cache says", () => {
    const found = packedSites(
      graphOf([packer], { inputs: [{ name: "input_ids", shape: [1] }, cache] }),
      find,
    );
    expect(found({ path: "h.0.attn.k_proj", side: "output" })).toEqual({
      path: "h.0.attn.k_proj",
      side: "output",
      tensor: "packed/k_proj",
      partOf: { tensor: "packed", keys: 16 },
    });
    for (const site of [
      { path: "h.0.attn.k_proj", side: "input" },
      { path: "h.0.attn.o_proj", side: "output" },
      { path: "h.1.attn.k_proj", side: "output" },
    ] as const)
      expect(found(site)).toBeUndefined();
  });

  it("are as wide as the heads of the attention say, where the cache does not", () => {
    const attention = graphNode("GroupQueryAttention", ["packed"], ["seen"], {
      num_heads: 4,
      kv_num_heads: 2,
    });
    const weights = { name: "w", shape: [32, 64] };
    const widthOf = (more: Parameters<typeof graphOf>[1]) =>
      packedSites(graphOf([packer, attention], more), find)({ path: "h.0.attn.v_proj", side: "output" })
        ?.partOf;
    expect(widthOf({ initializers: [weights] })).toEqual({ tensor: "packed", keys: 16 });
    expect(widthOf({})).toBeUndefined();
  });

  it("are taken apart once, at the widths of values and keys from the end, and put together again", () => {
    const graph = graphOf([packer, graphNode("Add", ["packed", "b"], ["y"])], { inputs: [cache] });
    const site = packedSites(graph, find)({ path: "h.0.attn.q_proj", side: "output" })!;
    unpack(graph, site);
    const [nodes, constants] = [graph.nodes.length, graph.initializers.length];
    unpack(graph, site);
    expect([graph.nodes.length, graph.initializers.length]).toEqual([nodes, constants]);
    const taken = graph.nodes.filter(({ operator }) => operator === "Slice");
    expect(taken.map(({ outputs }) => outputs[0])).toEqual([
      "packed/q_proj",
      "packed/k_proj",
      "packed/v_proj",
    ]);
    expect(new Set(taken.map(({ inputs }) => inputs[0]))).toEqual(new Set(["sdialog.unpack/packed/packed"]));
    expect(graph.nodes.find(({ operator }) => operator === "Concat")).toMatchObject({
      inputs: ["packed/q_proj", "packed/k_proj", "packed/v_proj"],
      outputs: ["packed"],
    });
    expect(constants).toBe(5);
  });
});

describe("modules by the scopes of their nodes", () => {
  const at = (scope: string, node: GraphNode): GraphNode => ({ ...node, name: scope });
  const graph = graphOf(
    [
      at("model.embed_tokens", graphNode("Gather", ["table", "input_ids"], ["embedded"])),
      at("model", graphNode("Cos", ["angles"], ["rotary"])),
      at("model.layers.0.attn", graphNode("Mul", ["rotary", "embedded"], ["turned"])),
      at("model.layers.0.attn", graphNode("Shape", ["turned"], ["shape"])),
      at("model.layers.0.attn", graphNode("MatMul", ["turned", "w"], ["seen"])),
      at("model.layers.0.mlp", graphNode("Relu", ["seen"], ["grown"])),
      at("lm_head", graphNode("MatMul", ["grown", "w2"], ["logits"])),
    ],
    { outputs: [{ name: "logits" }] },
  );
  const finder = scopedSites(graph, "scoped", ({ name }) => name);
  const tensorOf = (path: string, side: Site["side"]) => finder.find({ path, side })?.tensor;

  it("return the last that something outside uses, and are given the first that a module below made", () => {
    expect(tensorOf("model.layers.0.attn", "output")).toBe("seen");
    // Not the rotary table, which comes first.
    expect(tensorOf("model.layers.0.attn", "input")).toBe("embedded");
    expect(tensorOf("model.layers.0", "output")).toBe("grown");
    expect(tensorOf("lm_head", "output")).toBe("logits");
    expect(tensorOf("lm_head", "input")).toBe("grown");
    expect(tensorOf("model.layers.1", "output")).toBeUndefined();
  });

  it("are those of the scopes and what encloses them, each once, lists with their numbers", () => {
    expect(finder.paths).toEqual([
      "model",
      "model.embed_tokens",
      "model.layers.0",
      "model.layers.0.attn",
      "model.layers.0.mlp",
      "lm_head",
    ]);
  });
});
