import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { DataFormatError } from "@sdialog/core";
import type * as Common from "onnxruntime-common";
import { externalFiles } from "../onnx/external-files.ts";

/** The largest memory of a WebAssembly program, in bytes; the weights have to fit beside what is computed. */
const largest = 2 ** 32;

/** A session of ONNX Runtime compiled to WebAssembly, which runs wherever JavaScript does. */
export async function openWasm(bytes: Uint8Array, folder: string): Promise<Common.InferenceSession> {
  const ort = await (loading ??= loadRuntime());
  const externalData = [];
  let total = 0;
  for (const path of externalFiles(bytes)) {
    const data = await readFile(join(folder, path));
    total += data.byteLength;
    if (total > largest * 0.75)
      throw new DataFormatError("its weights do not fit into WebAssembly, which holds 4 GB", {
        source: join(folder, path),
        hint: "Install onnxruntime-node, which computes such models, or use smaller weights (dtype).",
      });
    externalData.push({ path, data });
  }
  return ort.InferenceSession.create(bytes, {
    executionProviders: ["wasm"],
    logSeverityLevel: 3,
    externalData,
  });
}

type WasmRuntime = typeof Common;

let loading: Promise<WasmRuntime> | undefined;

async function loadRuntime(): Promise<WasmRuntime> {
  const folder = runtimeFolder();
  const script = new URL("ort.wasm.bundle.min.mjs", folder).href;
  const ort = await withoutOrigin(async () => (await import(script)) as WasmRuntime);
  ort.env.wasm.numThreads = 1;
  ort.env.wasm.wasmBinary = await readFile(new URL("ort-wasm-simd-threaded.wasm", folder));
  return ort;
}

/** The package holds the two files that are needed; a checkout has them from the package they are copied from. */
function runtimeFolder(): URL {
  const packed = new URL("../../wasm/", import.meta.url);
  if (existsSync(packed)) return packed;
  return pathToFileURL(createRequire(import.meta.url).resolve("onnxruntime-web/ort-wasm-simd-threaded.wasm"));
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
