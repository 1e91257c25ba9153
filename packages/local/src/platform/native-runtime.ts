import type { InferenceSession, Tensor } from "onnxruntime-common";
import type * as Native from "onnxruntime-node";
import { disableTelemetry } from "./disable-telemetry.ts";

/** A session of the native ONNX Runtime; `undefined` where onnxruntime-node is not installed. */
export async function openNative(
  bytes: Uint8Array,
  folder: string,
  threads: number,
): Promise<InferenceSession | undefined> {
  disableTelemetry();
  const native = await nativeRuntime();
  return native?.InferenceSession.create(bytes, {
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    // A plan of the memory is kept for each shape of the inputs, and no two passes have the same.
    enableMemPattern: false,
    executionProviders: ["cpu"],
    // Nothing is written past us: names of nodes are a file's text, and its errors are thrown as well.
    logSeverityLevel: 4,
    extra: { session: { model_external_initializers_file_folder_path: folder } },
  });
}

/** The class of the tensors that a native session can be told to write into; `undefined` where there is none. */
export async function nativeTensor(): Promise<typeof Tensor | undefined> {
  return (await nativeRuntime())?.Tensor;
}

async function nativeRuntime(): Promise<typeof Native | undefined> {
  try {
    return await import("onnxruntime-node");
  } catch (error) {
    // Installed but not for this machine, as on musl, is an error of its own: it was wanted.
    if ((error as { readonly code?: unknown }).code === "ERR_MODULE_NOT_FOUND") return undefined;
    throw error;
  }
}
