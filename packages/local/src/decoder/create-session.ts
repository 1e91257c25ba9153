import { DataFormatError } from "@sdialog/core";
import * as ort from "onnxruntime-node";
import { disableTelemetry } from "./disable-telemetry.ts";

/**
 * Loads a model whose large weights are in files.
 * @param bytes the model without them
 * @param folder where the files are
 * @throws DataFormatError when ONNX Runtime does not accept it
 */
export async function createSession(
  bytes: Uint8Array,
  folder: string,
  { graphFile, threads }: { readonly graphFile: string; readonly threads: number },
): Promise<ort.InferenceSession> {
  disableTelemetry();
  try {
    return await ort.InferenceSession.create(bytes, {
      intraOpNumThreads: threads,
      interOpNumThreads: 1,
      executionProviders: ["cpu"],
      logSeverityLevel: 3,
      extra: { session: { model_external_initializers_file_folder_path: folder } },
    });
  } catch (error) {
    const reason = error instanceof Error ? error.message.split("\n", 1)[0] : String(error);
    throw new DataFormatError(`ONNX Runtime cannot load it: ${reason}`, {
      source: graphFile,
      hint: "Download the file again, and its .onnx_data files if it has any.",
    });
  }
}
