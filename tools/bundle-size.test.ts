import { expect, it } from "vitest";
import { bundleSize } from "./bundle-size.ts";
import { bundleBudgets } from "./size-budgets.ts";

it("bundles what is used: of all languages of zod the one that is spoken, and nothing of Node", async () => {
  const [small] = bundleBudgets;
  const { gzipped, modules } = await bundleSize(small?.program ?? "");
  expect(gzipped).toBeGreaterThan(5_000);
  expect(gzipped).toBeLessThan((small?.kilobytes ?? 0) * 1_000);
  const spoken = modules.filter((module) => module.includes("/zod/v4/locales/"));
  expect(spoken.map((module) => module.split("/").at(-1))).toEqual(["en.js"]);
  expect(modules.filter((module) => module.startsWith("node:"))).toEqual([]);
});
