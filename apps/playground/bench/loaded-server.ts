// A server in a process of its own, over a model that costs nothing, which tells its memory when asked.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Agent } from "@sdialog/agents";
import { serveAgents } from "@sdialog/agents/server";
import { defineChatModel, registerBackend } from "@sdialog/llm";
import { startPlayground } from "../src/index.ts";

const capabilities = {
  streaming: true,
  tools: false,
  jsonSchema: "none",
  thinking: false,
  seed: true,
  logprobs: false,
  stop: false,
} as const;
const model = defineChatModel({
  id: "load:words",
  capabilities,
  generate: async ({ messages }) => ({
    text: `I have heard ${messages.length} messages, and this is a reply of about twenty words to the last one of them.`,
    toolCalls: [],
    finishReason: "stop",
    usage: { inputTokens: 100, outputTokens: 20, calls: 1 },
    warnings: [],
    model: "words",
  }),
});
registerBackend({
  name: "load",
  description: "answers at once",
  packages: [],
  capabilities: { ...capabilities, embeddings: false },
  create: async () => ({ chat: () => model }),
});

const folder = mkdtempSync(join(tmpdir(), "sdialog-load-"));
process.on("disconnect", () => process.exit());
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
process.on("message", (asked) => {
  if (asked === "end") process.exit();
  globalThis.gc?.();
  const { rss, heapUsed } = process.memoryUsage();
  process.send?.({ rss, heapUsed });
});
const { url } =
  process.argv[2] === "playground"
    ? await startPlayground({ port: 0, folder })
    : await serveAgents(new Agent({ name: "Alice", systemPrompt: "You are Alice.", model }), {
        port: 0,
        sessions: true,
        maxMemoryBytes: 32 * 1024 * 1024,
      });
process.send?.(url);
