import { ModelError } from "@sdialog/llm";
import type * as ort from "onnxruntime-common";
import { firstLogitInput } from "../onnx/keep-last-logits.ts";
import type { OnnxGraph } from "../onnx/onnx-graph.ts";
import type { CacheShape } from "./key-value-cache.ts";

/** Inputs a forward pass knows how to fill. */
const fed: ReadonlySet<string> = new Set([
  "input_ids",
  "attention_mask",
  "position_ids",
  "use_cache_branch",
  "num_logits_to_keep",
  firstLogitInput,
]);

/** @throws ModelError `unsupported` for a graph that is not a causal language model with a key-value cache */
export function assertDecoder(graph: OnnxGraph, model: string, graphFile: string): void {
  const inputs = graph.inputs.map(({ name }) => name);
  const cached = inputs.some(isCache);
  if (!inputs.includes("input_ids") || !cached || !graph.outputs.some(({ name }) => name === "logits")) {
    throw new ModelError(
      `${graphFile} is not a decoder with a key-value cache; its inputs are ${inputs.slice(0, 5).join(", ")}`,
      { kind: "unsupported", model, hint: "Export the model for the task text-generation-with-past." },
    );
  }
  const constants = new Set(graph.initializers.map(({ name }) => name));
  const unknown = inputs.filter((name) => !fed.has(name) && !isCache(name) && !constants.has(name));
  if (unknown.length > 0) {
    throw new ModelError(`${graphFile} takes unknown inputs: ${unknown.slice(0, 5).join(", ")}`, {
      kind: "unsupported",
      model,
      hint: "Use a text-only export with past_key_values inputs.",
    });
  }
}

/**
 * The shape of the key-value cache, from the graph's inputs.
 *
 * @param headSize what the model's config says, where the graph names the last dimension by a symbol only, as the
 *   onnxruntime-genai builder does
 * @throws ModelError `unsupported` when layers differ or the layout is another than [batch, heads, positions, size]
 */
export function cacheShape(session: ort.InferenceSession, model: string, headSize?: number): CacheShape {
  const shapes = session.inputMetadata
    .filter(({ name }) => isCache(name))
    .map((input) =>
      input.isTensor && input.shape.length === 4
        ? {
            heads: Number(input.shape[1]),
            size: typeof input.shape[3] === "number" ? input.shape[3] : (headSize ?? 0),
            half: input.type === "float16",
          }
        : undefined,
    );
  const [first] = shapes;
  const same = shapes.every((shape) => shape?.heads === first?.heads && shape?.size === first?.size);
  if (first !== undefined && same && first.heads > 0 && first.size > 0)
    return { ...first, tensors: shapes.length };
  throw new ModelError("its layers keep keys and values in different or unknown shapes", {
    kind: "unsupported",
    model,
    hint: "Use a model with one [batch, heads, positions, size] cache per layer.",
  });
}

function isCache(name: string): boolean {
  return name.startsWith("past_key_values.");
}
