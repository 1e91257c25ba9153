import { type ChatModel, type ChatRequest, type ChatResult, defineChatModel } from "@sdialog/llm";
import type { EngineRequest } from "./engine/engine-request.ts";
import type { EngineResult } from "./engine/engine.ts";
import { deltaQueue } from "./delta-queue.ts";
import type { ReadLens } from "./hooks/hook-data.ts";
import { hookRequest } from "./hooks/hook-request.ts";
import { withinTime } from "./within-time.ts";
import { unsupportedSettings } from "./unsupported-settings.ts";
import type { WorkerClient } from "./worker/worker-client.ts";

export interface LocalModelOptions {
  readonly client: WorkerClient;
  readonly id: string;
  readonly notice?: string | undefined;
  readonly timeoutMs?: number | undefined;
  readonly fingerprint?: ChatModel["fingerprint"];
}

/** A chat model on top of a worker. */
export function localModel({ client, id, notice, timeoutMs, fingerprint }: LocalModelOptions): ChatModel {
  const run = async (
    request: ChatRequest,
    signal: AbortSignal | undefined,
    onText?: (delta: string) => void,
  ): Promise<ChatResult> => {
    return withinTime(id, timeoutMs, signal, async (combined) => {
      const options = onText === undefined ? { signal: combined } : { signal: combined, onText };
      return chatResult(id, request, await client.generate(engineRequest(request), options), readLens);
    });
  };
  const readLens: ReadLens = (request, signal) =>
    withinTime(id, timeoutMs, signal, (combined) => client.lens(request, combined));

  return defineChatModel({
    id,
    notice,
    fingerprint,
    capabilities: {
      streaming: true,
      tools: false,
      jsonSchema: "grammar",
      thinking: false,
      seed: true,
      logprobs: true,
      stop: true,
    },
    generate: (request) => run(request, request.signal),
    close: () => client.close(),
    async *stream(request) {
      const leaving = new AbortController();
      const signal = AbortSignal.any([leaving.signal, request.signal].filter((each) => each !== undefined));
      const queue = deltaQueue();
      const finished = run(request, signal, queue.push);
      finished.then(queue.end, queue.end);
      try {
        for await (const delta of queue.deltas) yield { type: "text", delta };
        yield { type: "finish", result: await finished };
      } finally {
        // Leaving the loop early cancels the call.
        leaving.abort();
      }
    },
  });
}

function engineRequest(request: ChatRequest): EngineRequest {
  const { signal: _signal, backendOptions, tools: _tools, ...rest } = request;
  const { toolChoice: _toolChoice, thinking: _thinking, ...engine } = rest;
  return { ...engine, hooks: hookRequest(backendOptions?.["local"]) };
}

function chatResult(
  model: string,
  request: ChatRequest,
  result: EngineResult,
  readLens: ReadLens,
): ChatResult {
  const { hookData, ...answer } = result;
  const warnings = [...unsupportedSettings(request), ...result.warnings];
  const local = hookData && (hookData.captures.length === 0 ? hookData : { ...hookData, readLens });
  const backendData = local && { local };
  return { ...answer, toolCalls: [], warnings, model, backendData };
}
