import { parseOptions } from "@sdialog/core/internal";
import type { BackendOptions } from "@sdialog/llm";
import * as z from "zod";
import type { DownloadProgress } from "./download-progress.ts";

/** The options of `local:` models. */
export const localOptionsSchema = z.strictObject({
  /** The ONNX file, relative to the model's folder. */
  file: z.string().optional(),
  /** The kind of weights: fp32, fp16, q8, int8, uint8, q4, q4f16 or bnb4. */
  dtype: z.string().optional(),
  /** A shorter context than the model allows, in tokens. */
  contextLength: z.number().int().min(16).optional(),
  /** Threads within one operation. */
  threads: z.number().int().positive().default(1),
  /**
   * What computes: ONNX Runtime as a library of this machine (onnxruntime-node, which has to be installed), or compiled
   * to WebAssembly, slower and in one thread. Default: native where it is installed.
   */
  runtime: z.enum(["native", "wasm"]).optional(),
  /** Most replies generated together. */
  batch: z.number().int().positive().default(32),
  /**
   * Whether a seed gives the same reply whatever is cached and whoever else is answered. `false` lets models that
   * compute in 16 bits or quantize their activations keep caches and be decoded together anyway.
   */
  reproducible: z.boolean().default(true),
  /** Most tokens kept in key-value caches between calls, over all sessions. */
  cachedTokens: z.number().int().nonnegative().default(32_768),
  timeoutMs: z.number().positive().optional(),
  /** A token of the Hugging Face hub, for private and gated models. Default: `HF_TOKEN`. */
  apiKey: z.string().optional(),
  /** Where the hub is. Default: `HF_ENDPOINT`, or huggingface.co. */
  baseURL: z.string().optional(),
  /** Where downloads are kept. Default: where all Hugging Face tools keep theirs. */
  cacheDir: z.string().optional(),
  /** Called while files are downloaded. */
  onProgress: z
    .custom<(progress: DownloadProgress) => void>((value) => typeof value === "function")
    .optional(),
});

/** The names of all of them. */
export const localOptionNames: readonly string[] = Object.keys(localOptionsSchema.shape);

/** The options of `local:` models, with defaults filled in. */
export type LocalOptions = z.output<typeof localOptionsSchema>;

/** @throws InvalidArgumentError naming the option that is unknown or of the wrong type */
export function localOptions(options: BackendOptions): LocalOptions {
  return parseOptions("The local backend", localOptionsSchema, options);
}
