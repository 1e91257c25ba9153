import { InvalidArgumentError } from "@sdialog/core";
import { parseOptions } from "@sdialog/core/internal";
import type { ChatModel } from "@sdialog/llm";
import * as z from "zod/mini";
import type { DownloadProgress } from "../download-progress.ts";
import { localModel } from "../local-model.ts";
import { localOptionsSchema } from "../local-options.ts";
import { describeModel } from "../model-files/describe-model.ts";
import { noticeOf } from "../model-files/notice-of.ts";
import { fileIn } from "../platform/browser-platform.ts";
import { WorkerClient } from "../worker/worker-client.ts";
import { webThread, type WebWorker } from "../worker/web-thread.ts";

const text = z.string().check(z.minLength(1));
const schema = z.extend(
  z.pick(localOptionsSchema, {
    contextLength: true,
    batch: true,
    reproducible: true,
    cachedTokens: true,
    timeoutMs: true,
    onProgress: true,
  }),
  {
    folder: text,
    runtime: text,
    worker: z.custom<() => WebWorker>(
      (value) => typeof value === "function",
      "a function that makes a worker",
    ),
    file: z._default(z.string(), "onnx/model_fp16.onnx"),
    name: z.optional(text),
  },
);

export interface WebModelOptions {
  /** Address of the model's folder, absolute or seen from the page: a copy of `models/pocket` of this package. */
  readonly folder: string;
  /** Address of a copy of the folder `wasm` of this package, absolute or seen from the page. */
  readonly runtime: string;
  /** Makes the worker it computes in, whose program is `@sdialog/local/web-worker`. */
  readonly worker: () => WebWorker;
  /** The ONNX file below the folder. Default: where the bundled model has it, `onnx/model_fp16.onnx`. */
  readonly file?: string | undefined;
  /** What the model is called, after `local:`. Default: the folder's name. */
  readonly name?: string | undefined;
  /** A shorter context than the model allows, in tokens. */
  readonly contextLength?: number | undefined;
  /** Most replies generated together. Default: 32. */
  readonly batch?: number | undefined;
  /** As for `local:` models. Default: true. */
  readonly reproducible?: boolean | undefined;
  /** Most tokens kept in key-value caches between calls. Default: 32,768. */
  readonly cachedTokens?: number | undefined;
  readonly timeoutMs?: number | undefined;
  /** Told while model and runtime are fetched, which the first reply waits for. */
  readonly onProgress?: ((progress: DownloadProgress) => void) | undefined;
}

/**
 * A chat model that computes in a worker of the page, in WebAssembly: nothing is sent anywhere. Where Node would say
 * `resolveModel("local")`, a page gives the addresses of what it has to fetch. The same seed gives the reply it gives in
 * Node with `runtime: "wasm"`.
 *
 * @throws InvalidArgumentError for options that do not fit; DataFormatError, ModelError `not_found` when the folder
 *   holds no model
 */
export async function webModel(options: WebModelOptions): Promise<ChatModel> {
  const { folder, runtime, worker, file, name, timeoutMs, onProgress, ...engine } = parseOptions(
    "webModel",
    schema,
    options,
  );
  const address = absolute(folder);
  const called = name ?? (new URL(address).pathname.split("/").findLast(Boolean) || "model");
  const description = await describeModel({
    id: `local:${called}`,
    folder: address,
    graphFile: fileIn(address, file),
    contextLength: engine.contextLength,
  });
  const { batch, reproducible, cachedTokens } = engine;
  const computing = { threads: 1, runtime: "wasm", runtimeFolder: absolute(runtime) } as const;
  const client = new WorkerClient(
    { description, options: { ...computing, batch, reproducible, cachedTokens } },
    { startThread: webThread(worker), onProgress },
  );
  const { id, contextLength } = description;
  return localModel({
    client,
    id,
    timeoutMs,
    notice: noticeOf(description),
    fingerprint: { graph: file, contextLength },
  });
}

/** A worker would look for addresses beside its own script. */
function absolute(address: string): string {
  const { document, location } = globalThis as {
    readonly document?: { readonly baseURI: string };
    readonly location?: { readonly href: string };
  };
  try {
    return new URL(address, document?.baseURI ?? location?.href).href;
  } catch {
    throw new InvalidArgumentError("webModel: a relative address needs a page", {
      hint: "Outside a page, write the whole address, starting with https://.",
    });
  }
}
