import { DataFormatError } from "@sdialog/core";
import type * as Common from "onnxruntime-common";
import { externalFiles } from "../onnx/external-files.ts";
import { fileBytes, fileIn, wasmRuntimeFiles } from "../platform/node-platform.ts";

/** The largest memory of a WebAssembly program, in bytes; the weights have to fit beside what is computed. */
const largest = 2 ** 32;

/** A session of ONNX Runtime compiled to WebAssembly, which runs wherever JavaScript does. */
export async function openWasm(
  bytes: Uint8Array,
  folder: string,
  runtimeFolder?: string,
): Promise<Common.InferenceSession> {
  const ort = await (loading ??= loadRuntime(runtimeFolder));
  const externalData = [];
  let total = 0;
  for (const path of externalFiles(bytes)) {
    const source = fileIn(folder, path);
    const data = await fileBytes(source);
    if (data === undefined)
      throw new DataFormatError("there is no such file", {
        source,
        hint: "It holds weights of the model: put it beside the ONNX file.",
      });
    total += data.byteLength;
    if (total > largest * 0.75)
      throw new DataFormatError("its weights do not fit into WebAssembly, which holds 4 GB", {
        source,
        hint: "Install onnxruntime-node, which computes such models, or use smaller weights (dtype).",
      });
    externalData.push({ path, data });
  }
  return ort.InferenceSession.create(bytes, {
    executionProviders: ["wasm"],
    // Nothing is written past us: names of nodes are a file's text, and its errors are thrown as well.
    logSeverityLevel: 4,
    externalData,
  });
}

type WasmRuntime = typeof Common;

let loading: Promise<WasmRuntime> | undefined;

async function loadRuntime(folder: string | undefined): Promise<WasmRuntime> {
  const { script, program } = await wasmRuntimeFiles(folder);
  const ort = await withoutOrigin(
    async () => (await import(/* webpackIgnore: true */ /* @vite-ignore */ script)) as WasmRuntime,
  );
  ort.env.wasm.numThreads = 1;
  ort.env.wasm.wasmBinary = program;
  return ort;
}

/** A thread of Deno has a location but no origin, and the runtime takes the word for that, "null", for an address. */
async function withoutOrigin<Result>(load: () => Promise<Result>): Promise<Result> {
  const place = Object.getOwnPropertyDescriptor(globalThis, "location");
  const { location } = globalThis as { readonly location?: { readonly origin?: unknown } };
  if (place?.configurable !== true || location?.origin !== "null") return load();
  Object.defineProperty(globalThis, "location", { value: undefined, configurable: true });
  try {
    return await load();
  } finally {
    Object.defineProperty(globalThis, "location", place);
  }
}
