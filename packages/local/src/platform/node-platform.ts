// Everything the engine asks of the machine it runs on. Bundlers for browsers put browser-platform.ts in its place: see
// `browser` in package.json.
import { loadXgrammar as load } from "./load-xgrammar.ts";
import { nativeTensor as tensor, openNative as open } from "./native-runtime.ts";
import { slimModel as slim } from "./slim-model.ts";
import { existsSync } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { DataFormatError, SDialogError } from "@sdialog/core";
import { refuseOddFile } from "@sdialog/core/fs";

// Names of its own: of what is merely passed on, the build imports the file it comes from, past this one, which a browser
// has another in the place of.
export const loadXgrammar: typeof load = load;
export const slimModel: typeof slim = slim;
export const openNative: typeof open = open;
export const nativeTensor: typeof tensor = tensor;

/** Where a file of a folder is. */
export const fileIn: (folder: string, name: string) => string = join;

/**
 * The bytes of a file, or `undefined` when there is no such file.
 *
 * @param mostBytes beyond which it is not read
 * @throws DataFormatError naming the file when it cannot be read, or is too long; FileError when it is a named pipe or the like
 */
export async function fileBytes(
  path: string,
  mostBytes = Number.POSITIVE_INFINITY,
): Promise<Uint8Array | undefined> {
  try {
    const found = await stat(path);
    refuseOddFile(found, path);
    if (found.size > mostBytes)
      throw new DataFormatError(`is longer than ${mostBytes} bytes`, {
        source: path,
        hint: "Download the file again: a model has none of this length.",
      });
    return await readFile(path);
  } catch (error) {
    if (SDialogError.isInstance(error)) throw error;
    if (error instanceof Error && "code" in error && (error.code === "ENOENT" || error.code === "ENOTDIR"))
      return undefined;
    throw new DataFormatError("cannot be read", {
      source: path,
      hint: "Check the permissions of the file.",
    });
  }
}

/** The runtime in WebAssembly: the address of its script, and its program. */
export interface WasmRuntimeFiles {
  readonly script: string;
  readonly program: Uint8Array;
}

/**
 * The package holds the two files that are needed; a checkout has them from the package they are copied from.
 * @param folder where they are, when they are elsewhere
 */
export async function wasmRuntimeFiles(folder?: string): Promise<WasmRuntimeFiles> {
  const packed = new URL("../../wasm/", import.meta.url);
  const place =
    folder !== undefined
      ? pathToFileURL(join(folder, "/"))
      : existsSync(packed)
        ? packed
        : pathToFileURL(
            createRequire(import.meta.url).resolve("onnxruntime-web/ort-wasm-simd-threaded.wasm"),
          );
  return {
    script: new URL("ort.wasm.bundle.min.mjs", place).href,
    program: await readFile(new URL("ort-wasm-simd-threaded.wasm", place)),
  };
}
