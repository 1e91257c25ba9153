import { checkCount } from "@sdialog/core/internal";
import { InvalidArgumentError } from "@sdialog/core";
import type { BackendOptions } from "../../backend.ts";
import { checkBackendOptions } from "../../backend-kit/check-backend-options.ts";
import { ownOptions } from "../own-options.ts";

/** How a GGUF model is run in this process. */
export interface LlamaOptions extends BackendOptions {
  /**
   * Most tokens prompt and reply may have together. Default: what the model was trained on, at most 4,096, since the
   * memory for them is taken when the model is loaded. A longer conversation loses its oldest messages, and says so.
   */
  readonly contextLength?: number | undefined;
  /** How many conversations' state is kept between calls, each of `contextLength` tokens. Default: 4. */
  readonly sessions?: number | undefined;
  /** Threads within one operation. Default: half of the processors; more wait for each other as soon as anything else runs. */
  readonly threads?: number | undefined;
  /** How many layers the graphics card computes. Default: as many as fit; 0: none. */
  readonly gpuLayers?: number | undefined;
  /**
   * Whether a seed gives the same reply whatever is kept and whoever else is answered. `false` computes up to
   * `sessions` replies together and keeps more of what was computed, which changes last digits. Default: true.
   */
  readonly reproducible?: boolean | undefined;
  /** Where Ollama keeps its models. Default: `OLLAMA_MODELS`, or where its installers put them. */
  readonly modelsDir?: string | undefined;
}

const least: Readonly<Record<string, number>> = { contextLength: 64, sessions: 1, threads: 1, gpuLayers: 0 };

/** @throws InvalidArgumentError for an option there is not, or a value that cannot be */
export function checkLlamaOptions(options: LlamaOptions): LlamaOptions {
  checkBackendOptions("llama", options, ownOptions.llama);
  for (const [name, smallest] of Object.entries(least)) {
    const value = options[name];
    if (value !== undefined) checkCount(name, value as number, smallest);
  }
  if (options.reproducible !== undefined && typeof options.reproducible !== "boolean")
    throw new InvalidArgumentError(`reproducible must be true or false, not ${String(options.reproducible)}`);
  return options;
}
