import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { modelFingerprint } from "./model-fingerprint.ts";

describe("modelFingerprint", () => {
  it("changes with the weights, and not with where they lie", async () => {
    const graphFile = join(await mkdtemp(join(tmpdir(), "sdialog-fingerprint-")), "model.onnx");
    await writeFile(graphFile, "graph");
    const alone = await modelFingerprint({ graphFile, contextLength: 64 });
    expect(alone).toEqual({ graph: "model.onnx", bytes: 5, contextLength: 64 });
    await writeFile(`${graphFile}_data`, "weights");
    expect(await modelFingerprint({ graphFile, contextLength: 64 })).toMatchObject({ bytes: 12 });
  });
});
