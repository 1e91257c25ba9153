import {
  BasicTracerProvider,
  InMemorySpanExporter,
  SimpleSpanProcessor,
} from "@opentelemetry/sdk-trace-base";
import { beforeEach, describe, expect, it } from "vitest";
import { ModelError } from "../errors/model-error.ts";
import { scriptedModel } from "../testing/index.ts";
import { withTelemetry } from "./with-telemetry.ts";

const exporter = new InMemorySpanExporter();
const provider = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] });
const tracer = provider.getTracer("test");
const request = {
  messages: [{ role: "user" as const, content: "my secret plan" }],
  temperature: 0.5,
  seed: 3,
};
beforeEach(() => exporter.reset());

describe("withTelemetry", () => {
  it("makes one client span per call, named and described by the conventions", async () => {
    const model = withTelemetry({ tracer })(scriptedModel(["Hello there"], { id: "openai:gpt-4.1" }));
    await model.generate(request);
    const [span] = exporter.getFinishedSpans();
    expect(span?.name).toBe("chat gpt-4.1");
    expect(span?.attributes).toMatchObject({
      "gen_ai.operation.name": "chat",
      "gen_ai.provider.name": "openai",
      "gen_ai.request.model": "gpt-4.1",
      "gen_ai.request.temperature": 0.5,
      "gen_ai.request.seed": 3,
      "gen_ai.response.finish_reasons": ["stop"],
      "gen_ai.usage.output_tokens": 2,
    });
    expect(JSON.stringify(span?.attributes)).not.toContain("plan");
  });

  it("puts content on spans when told to", async () => {
    await withTelemetry({ tracer, content: true })(scriptedModel(["Hello"])).generate(request);
    expect(JSON.stringify(exporter.getFinishedSpans()[0]?.attributes)).toContain("my secret plan");
  });

  it("marks failures by kind, and ends spans of streams that were left", async () => {
    const failure = new ModelError("no", { kind: "overloaded", model: "scripted:test" });
    const model = withTelemetry({ tracer })(scriptedModel([failure, "a b"]));
    await expect(model.generate(request)).rejects.toThrow();
    for await (const chunk of model.stream(request)) if (chunk.type === "text") break;
    const [failed, left] = exporter.getFinishedSpans();
    expect(failed?.attributes["error.type"]).toBe("overloaded");
    expect(failed?.status.code).toBe(2);
    expect(left?.ended).toBe(true);
  });
});
