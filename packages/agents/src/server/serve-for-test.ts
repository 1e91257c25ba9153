import { type ScriptedModel, type ScriptedStep, scriptedModel } from "@sdialog/llm/testing";
import { Ollama } from "ollama";
import OpenAI from "openai";
import { Agent } from "../agent/agent.ts";
import type { AgentOptions } from "../agent/agent-options.ts";
import { type ListenOptions, type RunningServer, serveAgents } from "./serve-agents.ts";

export interface TestServer {
  readonly server: RunningServer;
  readonly model: ScriptedModel;
  readonly openai: OpenAI;
  readonly ollama: Ollama;
  /** Errors the operator was told of. */
  readonly errors: unknown[];
}

const running: RunningServer[] = [];

/** A server on a free port with one agent, Alice, and the two official clients. */
export async function serveForTest(
  steps: Parameters<typeof scriptedModel>[0] | readonly ScriptedStep[],
  options: ListenOptions = {},
  agent: AgentOptions = {},
): Promise<TestServer> {
  const model = scriptedModel(steps as readonly ScriptedStep[]);
  const errors: unknown[] = [];
  const server = await serveAgents(
    new Agent({ name: "Alice", systemPrompt: "You are Alice.", model, ...agent }),
    {
      port: 0,
      onError: (error) => errors.push(error),
      ...options,
    },
  );
  running.push(server);
  const apiKey = options.token ?? "unused";
  return {
    server,
    model,
    errors,
    openai: new OpenAI({ apiKey, baseURL: `${server.url}/v1`, maxRetries: 0 }),
    ollama: new Ollama({ host: server.url, headers: { authorization: `Bearer ${apiKey}` } }),
  };
}

export async function closeTestServers(): Promise<void> {
  await Promise.all(running.splice(0).map((server) => server.close()));
}
