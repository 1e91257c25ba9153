import assert from "node:assert/strict";
import type { ModelCapabilities } from "../../chat-model.ts";
import { ModelError } from "../../errors/model-error.ts";
import { type BackendUnderTest, withServer } from "./backend-under-test.ts";
import type { ConformanceCase } from "./conformance-case.ts";
import { greeting, readAll, replyOf, waysToCall, weatherTool } from "./sample-calls.ts";

const toolCalls = [
  { id: "call_north", name: "look_up_weather", input: { place: "North Pier" } },
  { id: "call_south", name: "look_up_weather", input: { place: "Süd-Mole" } },
];

const calls129: typeof toolCalls = Array.from({ length: 129 }, (_, place) => ({
  id: `call_${place}`,
  name: "look_up_weather",
  input: { place: `Pier ${place}` },
}));

/** Tools: defined, called, called in parallel, answered. */
export function toolCases(backend: BackendUnderTest, capabilities: ModelCapabilities): ConformanceCase[] {
  const skip = capabilities.tools ? undefined : "offers no tools";
  const request = { ...greeting, tools: [weatherTool] };
  return [
    ...waysToCall.map(([way, call]) => ({
      name: `${way}: tools are offered, and calls come back with their arguments`,
      skip,
      run: () =>
        withServer(backend, async (model, server) => {
          server.answer({ reply: replyOf({ text: [], toolCalls, finish: "tool_calls" }) });
          const result = await call(model, request);
          assert.equal(result.finishReason, "tool_calls");
          assert.deepEqual(
            result.toolCalls.map(({ name, input }) => ({ name, input })),
            toolCalls.map(({ name, input }) => ({ name, input })),
          );
          assert.equal(new Set(result.toolCalls.map(({ id }) => id)).size, 2, "calls need ids of their own");
          const body = server.requests[0]?.body ?? "";
          assert.ok(body.includes("look_up_weather") && body.includes("Wind and visibility at a place."));
        }),
    })),
    ...waysToCall.map(([way, call]) => ({
      name: `${way}: a reply may call 128 tools, and no more unless somebody says so`,
      skip,
      run: () =>
        withServer(backend, async (usual, server) => {
          const reply = replyOf({ text: [], toolCalls: calls129, finish: "tool_calls" });
          server.answer({ reply });
          const error: unknown = await call(usual, request).catch((failure: unknown) => failure);
          assert.ok(ModelError.isInstance(error) && error.kind === "too_large", String(error));
          await withServer(
            backend,
            async (patient, other) => {
              other.answer({ reply });
              assert.equal((await call(patient, request)).toolCalls.length, 129);
            },
            { maxToolCalls: 129 },
          );
        }),
    })),
    {
      name: "stream: a tool call is a chunk of its own, before the finish",
      skip,
      run: () =>
        withServer(backend, async (model, server) => {
          server.answer({ reply: replyOf({ text: ["One moment."], toolCalls, finish: "tool_calls" }) });
          const { chunks, result } = await readAll(model, request);
          assert.deepEqual(
            chunks.map(({ type }) => type).filter((type) => type !== "text"),
            ["tool-call", "tool-call", "finish"],
          );
          assert.equal(result.text, "One moment.");
        }),
    },
    {
      name: "results of tools go back with the call they answer",
      skip,
      run: () =>
        withServer(backend, async (model, server) => {
          server.answer({ reply: replyOf({ text: [], toolCalls, finish: "tool_calls" }) });
          const { toolCalls: calls } = await model.generate(request);
          server.answer({ reply: replyOf() });
          const results = calls.map(({ id, name }, index) => ({
            role: "tool" as const,
            toolCallId: id,
            name,
            content: `calm-${index}`,
            isError: index === 1,
          }));
          const messages = [
            ...request.messages,
            { role: "assistant" as const, content: "", toolCalls: calls },
            ...results,
          ];
          assert.equal((await model.generate({ ...request, messages })).finishReason, "stop");
          const body = server.requests[1]?.body ?? "";
          for (const text of ["North Pier", "Süd-Mole", "calm-0", "calm-1"])
            assert.ok(body.includes(text), `${text} got lost`);
        }),
    },
  ];
}
