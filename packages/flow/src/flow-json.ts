import { DataFormatError, InvalidArgumentError } from "@sdialog/core";
import type { EmbeddingModel } from "@sdialog/llm";
import * as z from "zod";
import type { Flow } from "./flow.ts";

const flowSchema = z.object({
  kind: z.literal("sdialog-flow"),
  /** Id of the embedding model the vectors come from. */
  embedding: z.string(),
  roles: z.union([z.literal("speaker"), z.array(z.string()), z.record(z.string(), z.array(z.string()))]),
  nodes: z.array(
    z.object({
      id: z.string(),
      role: z.string(),
      label: z.string(),
      count: z.number().int().nonnegative(),
      examples: z.array(z.string()),
      centroid: z.array(z.number()),
      nearest: z.array(z.number()),
    }),
  ),
  edges: z.array(
    z.object({
      source: z.string(),
      target: z.string(),
      count: z.number().int().nonnegative(),
      probability: z.number().min(0).max(1),
    }),
  ),
  paths: z.array(
    z.object({
      dialogId: z.union([z.number(), z.string()]),
      steps: z.array(z.object({ node: z.string(), speaker: z.string().nullable(), text: z.string() })),
    }),
  ),
});

/** A flow as plain JSON. */
export type FlowJson = z.infer<typeof flowSchema>;

/** A flow as JSON, vectors included, to be made once and used again; see {@link flowFromJson}. */
export function flowToJson({ nodes, edges, paths, roles, embedding }: Flow): FlowJson {
  const json = {
    kind: "sdialog-flow",
    embedding: embedding.id,
    roles,
    nodes: nodes.map((node) => ({ ...node, centroid: [...node.centroid], nearest: [...node.nearest] })),
    edges,
    paths,
  };
  return flowSchema.parse(json);
}

/**
 * A flow read back, with the model its vectors come from.
 *
 * @param source names the file in errors
 * @throws DataFormatError when it is not a flow
 * @throws InvalidArgumentError when its vectors come from another model
 */
export function flowFromJson(json: unknown, embedding: EmbeddingModel, source?: string): Flow {
  const { success, data, error } = flowSchema.safeParse(json);
  if (!success) throw new DataFormatError(`not a flow: ${z.prettifyError(error)}`, { source });
  if (data.embedding !== embedding.id) {
    throw new InvalidArgumentError(`The flow was made with ${data.embedding}, not with ${embedding.id}`, {
      hint: "Vectors of different models cannot be compared: pass the model that the flow was made with.",
    });
  }
  const { edges, paths, roles } = data;
  return {
    edges,
    paths,
    roles,
    nodes: data.nodes.map((node) => ({
      ...node,
      centroid: Float32Array.from(node.centroid),
      nearest: Float32Array.from(node.nearest),
    })),
    embedding,
  };
}
