import { existsSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { bundleSize } from "./bundle-size.ts";
import { bundleBudgets } from "./size-budgets.ts";

it.each(bundleBudgets)(
  "bundles what $what uses: of zod the small one and the language that is spoken, and nothing of Node",
  async ({ program, kilobytes }) => {
    const { gzipped, modules } = await bundleSize(program);
    expect(gzipped).toBeGreaterThan(5_000);
    expect(gzipped).toBeLessThan(kilobytes * 1_000);
    const ofZod = modules.filter((module) => module.includes("/zod/v4/"));
    expect(ofZod.filter((module) => module.includes("/classic/"))).toEqual([]);
    expect(
      ofZod
        .filter((module) => module.includes("/locales/"))
        .map((module) => module.split("/").at(-1))
        .filter((name) => name !== "en.js"),
    ).toEqual([]);
    expect(modules.filter((module) => module.startsWith("node:"))).toEqual([]);
    // esbuild takes the whole of zod, all its languages included, for one use of a namespace within its namespace.
    const own = modules.filter((module) => module.startsWith("packages/") && existsSync(module));
    expect(own.length).toBeGreaterThan(3);
    expect(
      own.filter((module) => /\bz\.(?:core|locales|iso|coerce|util)\b/.test(readFileSync(module, "utf8"))),
    ).toEqual([]);
  },
);
