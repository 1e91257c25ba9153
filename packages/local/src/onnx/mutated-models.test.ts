import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Random, SDialogError } from "@sdialog/core";
import { expect, inject, it } from "vitest";
import { keepLastLogits } from "./keep-last-logits.ts";
import { exposeNewKeys } from "./expose-new-keys.ts";
import { OnnxGraph } from "./onnx-graph.ts";
import { slimModel } from "../platform/slim-model.ts";
import { SiteMap } from "../sites/site-map.ts";

const trials = inject("sweeping") ? 1000 : 200;

it("meets hundreds of damaged models with nothing but its own errors", async () => {
  const folder = await mkdtemp(join(tmpdir(), "damaged-"));
  const random = new Random("damage");
  const originals = await Promise.all(
    ["scoped.onnx", "fused.onnx", "dynamo.onnx"].map(
      async (name) =>
        (await slimModel(fileURLToPath(new URL(`../../fixtures/${name}`, import.meta.url)))).bytes,
    ),
  );
  let refused = 0;
  for (let trial = 0; trial < trials; trial++) {
    const bytes = random.pick(originals).slice();
    for (let change = random.integer(1, 8); change > 0; change--) {
      // Changes near the start hit the structure, others names and attributes.
      const range = random.chance(0.5) ? 200 : bytes.length - 1;
      bytes[random.integer(0, range)] = random.integer(0, 255);
    }
    const damaged = random.chance(0.2) ? bytes.subarray(0, random.integer(0, bytes.length)) : bytes;
    try {
      const graph = new OnnxGraph(damaged);
      const sites = new SiteMap(graph, "local:damaged");
      sites.resolve({ path: "model.layers.1", side: "output" });
      keepLastLogits(graph);
      exposeNewKeys(graph, false);
      graph.serialize();
      if (trial % 20 === 0) {
        await writeFile(join(folder, "model.onnx"), damaged);
        await slimModel(join(folder, "model.onnx"));
      }
    } catch (error) {
      if (!SDialogError.isInstance(error)) throw error;
      refused++;
    }
  }
  expect(refused / trials).toBeGreaterThan(0.25);
});
