import type { UserConfig } from "tsdown";

/**
 * The one build recipe of all packages: ESM and type declarations from every entry, then the packed
 * package is checked by publint and by "are the types wrong".
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
    publint: true,
    attw: { profile: "esm-only" },
    inputOptions: { resolve: { conditionNames: ["import", "node", "default"] } },
  };
}
