import { DataFormatError, InvalidArgumentError } from "@sdialog/core";
import type * as XGrammar from "@mlc-ai/web-xgrammar";
import type { DownloadProgress } from "../download-progress.ts";
import type * as Node from "./node-platform.ts";

/** Told of what is fetched; the worker of a page passes it on. A worker computes one model. */
export const downloads = { onProgress: (_progress: DownloadProgress): void => undefined };

/** @param folder an address that ends in a slash or does not */
export const fileIn: typeof Node.fileIn = (folder, name) =>
  new URL(name, folder.endsWith("/") ? folder : `${folder}/`).href;

/** Fetches the file at an address. */
export const fileBytes: typeof Node.fileBytes = async (address) => {
  // oxlint-disable-next-line no-restricted-globals -- no key is sent, and models are larger than answers may be
  const response = await fetch(address).catch((error: unknown) => {
    throw unreadable(address, error instanceof Error ? error.message : String(error));
  });
  if (response.status === 404) return undefined;
  if (!response.ok) throw unreadable(address, `${response.status} ${response.statusText}`.trim());
  // Servers of single pages answer with their page whatever they are asked for.
  if (/^text\/html\b/.test(response.headers.get("content-type") ?? ""))
    throw unreadable(address, "the server answered with a page of HTML");
  return bodyOf(response, address);
};

async function bodyOf(response: Response, address: string): Promise<Uint8Array> {
  const file = address.slice(address.lastIndexOf("/") + 1);
  const length = Number(response.headers.get("content-length") ?? 0);
  const parts: Uint8Array[] = [];
  let loaded = 0;
  for await (const part of response.body ?? []) {
    parts.push(part);
    loaded += part.length;
    // What is compressed on the way is longer than the server says.
    downloads.onProgress({ file, loaded, total: Math.max(length, loaded) });
  }
  const whole = new Uint8Array(loaded);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** The whole model: there is no file that weights could stay in. */
export const slimModel: typeof Node.slimModel = async (address) => {
  const bytes = await fileBytes(address);
  if (bytes === undefined) throw unreadable(address, "there is no such file");
  return { bytes, folder: new URL(".", address).href };
};

/** There is no native runtime in a browser. */
export const openNative: typeof Node.openNative = () => Promise.resolve(undefined);
export const nativeTensor: typeof Node.nativeTensor = () => Promise.resolve(undefined);

export const wasmRuntimeFiles: typeof Node.wasmRuntimeFiles = async (folder) => {
  if (folder === undefined)
    throw new InvalidArgumentError("nothing says where the WebAssembly runtime is", {
      hint: "Give the address of the folder `wasm` of @sdialog/local as `runtime`.",
    });
  const address = fileIn(folder, "ort-wasm-simd-threaded.wasm");
  const program = await fileBytes(address);
  if (program === undefined) throw unreadable(address, "there is no such file");
  return { script: fileIn(folder, "ort.wasm.bundle.min.mjs"), program };
};

/** The library leaves itself among the globals, whose names it shares with nobody; it cannot be loaded a second time. */
export const loadXgrammar: typeof Node.loadXgrammar = async () => {
  const place = globalThis as { xgrammar?: typeof XGrammar };
  if (place.xgrammar !== undefined)
    throw new Error(
      "the library for grammars broke on an earlier schema, and works again once the page is reloaded",
    );
  const module: Partial<typeof XGrammar> = await import("@mlc-ai/web-xgrammar");
  place.xgrammar ??= module as typeof XGrammar;
  return { xgrammar: place.xgrammar, complaints: [] };
};

function unreadable(source: string, reason: string): DataFormatError {
  return new DataFormatError(`cannot be fetched: ${reason}`, {
    source,
    hint: "Copy the whole folder to where the page is served from, and check the address.",
  });
}
