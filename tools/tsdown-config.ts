import type { UserConfig } from "tsdown";
import { importsWithinTry } from "./imports-within-try.ts";
import { licencesOfBundled } from "./licences-of-bundled.ts";
import { patternsWhenNeeded } from "./patterns-when-needed.ts";
import { zodOfCore } from "./zod-of-core.ts";

/**
 * The one build recipe of all packages: ESM and type declarations from every entry, then the packed
 * package is checked by publint and by "are the types wrong". One module stays one file, so that bundlers of pages can leave out
 * whatever a page does not use.
 */
export function packageConfig(entry: readonly string[]): UserConfig {
  return {
    entry: [...entry],
    format: "esm",
    dts: true,
    platform: "neutral",
    fixedExtension: true,
    deps: { neverBundle: [/^node:/] },
    target: "node20",
    unbundle: true,
    plugins: [importsWithinTry()],
    publint: true,
    attw: { profile: "esm-only" },
    inputOptions: { resolve: { conditionNames: ["import", "node", "default"] } },
  };
}

/**
 * The same entries once more for Node, under the condition `node`: it finds, reads and compiles one file at a time, so there are
 * few of them, without comments, and zod and some small packages are in core's. They lie side by side in `dist/node`, two folders below
 * the package as sources in a folder of `src` are.
 */
export function nodeConfig(entry: readonly string[], apart?: RegExp): UserConfig {
  const names = entry.map((path) => [nodeFile(path), path] as const);
  return {
    ...packageConfig([]),
    entry: Object.fromEntries(names),
    outDir: "dist/node",
    dts: false,
    unbundle: false,
    publint: false,
    attw: false,
    sourcemap: true,
    platform: "node",
    deps: {
      neverBundle: [/^node:/],
      alwaysBundle: [/^zod\//, /^pure-rand\//, "fastest-levenshtein"],
    },
    plugins: [zodOfCore(), patternsWhenNeeded(), importsWithinTry(), licencesOfBundled()],
    outputOptions: {
      comments: { legal: true, jsdoc: false, annotation: true },
      sourcemapExcludeSources: true,
      // All that several entries use is one file, but for what few of those who load it need.
      codeSplitting: {
        groups: [{ name: "shared", minShareCount: 2, test: (id) => apart?.test(id) !== true }],
      },
    },
  };
}

/** `src/backends/openai/index.ts` -> `backends-openai` */
function nodeFile(path: string): string {
  return path
    .replace(/^src\//, "")
    .replace(/(\/index)?\.ts$/, "")
    .replaceAll("/", "-");
}
