import { describe, expect, it } from "vitest";
import type { EmbeddingModel } from "../embedding-model.ts";
import { ModelError, type ModelErrorKind } from "../errors/model-error.ts";
import { instantTimer } from "../testing/index.ts";
import { noUsage } from "../usage.ts";
import { withEmbeddingRetry } from "./with-embedding-retry.ts";

function failing(kinds: readonly ModelErrorKind[]): EmbeddingModel {
  const left = [...kinds];
  return {
    specVersion: 1,
    id: "x:y",
    async embed(texts) {
      const kind = left.shift();
      if (kind !== undefined) throw new ModelError("no", { kind, model: "x:y", retryAfterMs: 500 });
      return { vectors: texts.map(() => new Float32Array(2)), usage: noUsage };
    },
  };
}

describe("withEmbeddingRetry", () => {
  it("tries again what may pass, when it may, and nothing else", async () => {
    const timer = instantTimer();
    const patient = withEmbeddingRetry({ timer });
    expect((await patient(failing(["rate_limit", "server"])).embed(["a"])).vectors).toHaveLength(1);
    expect(timer.sleeps.every((sleep) => sleep >= 500)).toBe(true);
    await expect(patient(failing(["authentication"])).embed(["a"])).rejects.toMatchObject({
      kind: "authentication",
    });
  });
});
