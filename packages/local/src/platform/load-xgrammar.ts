import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname } from "node:path";
import type * as XGrammar from "@mlc-ai/web-xgrammar";

/** The grammar library, and what it last complained about. */
export interface GrammarLibrary {
  readonly xgrammar: typeof XGrammar;
  /** Lines the library wrote to its error stream, newest last. */
  readonly complaints: readonly string[];
}

let loads = 0;

/**
 * A fresh instance of the grammar library. Its package is a CommonJS file that calls itself an ES module, so no
 * loader takes it as it is; here its text gets what it expects to find around it. A fresh instance is needed after
 * every schema it refuses, because it then aborts for good. Deno knows Node's modules by their full names only.
 */
export async function loadXgrammar(): Promise<GrammarLibrary> {
  const file = createRequire(import.meta.url).resolve("@mlc-ai/web-xgrammar");
  const source = await readFile(file, "utf8");
  const module = `
    import { createRequire } from "node:module";
    const require = createRequire(${JSON.stringify(file)});
    const __filename = ${JSON.stringify(file)};
    const __dirname = ${JSON.stringify(dirname(file))};
    const module = { exports: {} };
    const exports = module.exports;
    export const complaints = [];
    const console = { log() {}, warn() {}, error: (line) => complaints.push(String(line)) };
    ${source.replaceAll(/\bimport\((["'])module\1\)/g, 'import("node:module")')}
    export const xgrammar = exports;
    // ${++loads}`;
  return (await import(`data:text/javascript,${encodeURIComponent(module)}`)) as GrammarLibrary;
}
