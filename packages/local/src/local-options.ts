import { parseOptions } from "@sdialog/core/internal";
import type { BackendOptions } from "@sdialog/llm";
import * as z from "zod/mini";
import type { DownloadProgress } from "./download-progress.ts";

const positive = z.int().check(z.gt(0));

/** The options of `local:` models. */
export const localOptionsSchema = z.strictObject({
  /** The ONNX file, relative to the model's folder. */
  file: z.optional(z.string()),
  /** The kind of weights: fp32, fp16, q8, int8, uint8, q4, q4f16 or bnb4. */
  dtype: z.optional(z.string()),
  /** A shorter context than the model allows, in tokens. */
  contextLength: z.optional(z.int().check(z.gte(16))),
  /** Threads within one operation. */
  threads: z._default(positive, 1),
  /**
   * What computes: ONNX Runtime as a library of this machine (onnxruntime-node, which has to be installed), or compiled
   * to WebAssembly, slower and in one thread. Default: native where it is installed.
   */
  runtime: z.optional(z.enum(["native", "wasm"])),
  /** Most replies generated together. */
  batch: z._default(positive, 32),
  /**
   * Whether a seed gives the same reply whatever is cached and whoever else is answered. `false` lets models that
   * compute in 16 bits or quantize their activations keep caches and be decoded together anyway.
   */
  reproducible: z._default(z.boolean(), true),
  /** Most tokens kept in key-value caches between calls, over all sessions. */
  cachedTokens: z._default(z.int().check(z.gte(0)), 32_768),
  timeoutMs: z.optional(z.number().check(z.gt(0))),
  /** A token of the Hugging Face hub, for private and gated models. Default: `HF_TOKEN`. */
  apiKey: z.optional(z.string()),
  /** Where the hub is. Default: `HF_ENDPOINT`, or huggingface.co. */
  baseURL: z.optional(z.string()),
  /** Where downloads are kept. Default: where all Hugging Face tools keep theirs. */
  cacheDir: z.optional(z.string()),
  /** Called while files are downloaded. */
  onProgress: z.optional(
    z.custom<(progress: DownloadProgress) => void>((value) => typeof value === "function"),
  ),
});

/** The names of all of them. */
export const localOptionNames: readonly string[] = Object.keys(localOptionsSchema.shape);

/** The options of `local:` models, with defaults filled in. */
export type LocalOptions = z.output<typeof localOptionsSchema>;

/** @throws InvalidArgumentError naming the option that is unknown or of the wrong type */
export function localOptions(options: BackendOptions): LocalOptions {
  return parseOptions("The local backend", localOptionsSchema, options);
}
