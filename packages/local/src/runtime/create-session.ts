import { DataFormatError, InvalidArgumentError, SDialogError } from "@sdialog/core";
import type { InferenceSession } from "onnxruntime-common";
import { openNative } from "../platform/node-platform.ts";
import { openWasm } from "./wasm-runtime.ts";

/** What computes: ONNX Runtime as a library of this machine, or compiled to WebAssembly. */
export type RuntimeName = "native" | "wasm";

export interface SessionOptions {
  readonly graphFile: string;
  /** Threads within one operation; WebAssembly computes in one. */
  readonly threads: number;
  /** Default: native where onnxruntime-node is installed, else WebAssembly, which comes with this package. */
  readonly runtime?: RuntimeName | undefined;
  /** Where the runtime in WebAssembly is, which a page has to say. */
  readonly runtimeFolder?: string | undefined;
}

/**
 * Loads a model whose large weights are in files.
 * @param bytes the model without them
 * @param folder where the files are
 * @throws DataFormatError when ONNX Runtime does not accept it; InvalidArgumentError when the native one was asked for
 *   and is not installed
 */
export async function createSession(
  bytes: Uint8Array,
  folder: string,
  { graphFile, threads, runtime, runtimeFolder }: SessionOptions,
): Promise<InferenceSession> {
  try {
    const native = runtime === "wasm" ? undefined : await openNative(bytes, folder, threads);
    if (native !== undefined) return native;
    if (runtime === "native")
      throw new InvalidArgumentError("the native ONNX Runtime is not installed", {
        hint: "npm install onnxruntime-node, or leave `runtime` out to compute in WebAssembly.",
      });
    return await openWasm(bytes, folder, runtimeFolder);
  } catch (error) {
    if (SDialogError.isInstance(error)) throw error;
    const reason = error instanceof Error ? error.message.split("\n", 1)[0] : String(error);
    throw new DataFormatError(`ONNX Runtime cannot load it: ${reason}`, {
      source: graphFile,
      hint: "Download the file again, and its .onnx_data files if it has any.",
    });
  }
}
