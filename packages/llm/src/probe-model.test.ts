import { describe, expect, it } from "vitest";
import { ModelError } from "./errors/model-error.ts";
import { probeModel } from "./probe-model.ts";
import { scriptedModel, type ScriptedStep } from "./testing/index.ts";

const refusal = (kind: "invalid_request" | "authentication") =>
  new ModelError("no such field", { kind, model: "scripted:test" });
const call = { toolCalls: [{ id: "1", name: "heron", input: {} }] };
const told = { text: "Hi", logprobs: [{ token: "Hi", logprob: -0.1, top: [] }] };

describe("probeModel", () => {
  it.each<[string, readonly ScriptedStep[], object]>([
    [
      "keeps to everything",
      ['{"bird":"heron"}', call, told],
      { jsonSchema: "honoured", tools: true, logprobs: true },
    ],
    [
      "takes fields and ignores them",
      ["Hi!", "Hi!", "Hi!"],
      { jsonSchema: "ignored", tools: false, logprobs: false },
    ],
    [
      "refuses fields",
      [refusal("invalid_request"), refusal("invalid_request"), refusal("invalid_request")],
      { jsonSchema: "refused", tools: false, logprobs: false },
    ],
    [
      "leaves fields out and says so",
      [{ text: "Hi", warnings: [{ setting: "output", message: "left out" }] }, "Hi", "Hi"],
      { jsonSchema: "refused", tools: false, logprobs: false },
    ],
  ])("of a server that %s", async (_, steps, probe) => {
    const model = scriptedModel(steps);
    expect(await probeModel(model)).toEqual(probe);
    model.assertDone();
    expect(await probeModel(model)).toEqual(probe);
  });

  it("asks for nothing that a model says it has not", async () => {
    const capabilities = {
      ...scriptedModel([]).capabilities,
      jsonSchema: "none",
      tools: false,
      logprobs: false,
    } as const;
    const model = scriptedModel([], { capabilities });
    expect(await probeModel(model)).toEqual({ jsonSchema: "refused", tools: false, logprobs: false });
  });

  it("does not take a wrong key for a missing capability, and asks again after a failure", async () => {
    const model = scriptedModel([refusal("authentication"), '{"bird":"heron"}', "Hi", "Hi"]);
    await expect(probeModel(model)).rejects.toMatchObject({ kind: "authentication" });
    expect(await probeModel(model)).toMatchObject({ jsonSchema: "honoured" });
  });
});
