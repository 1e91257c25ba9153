import { readFile, writeFile } from "node:fs/promises";
import { createOpenAI } from "@ai-sdk/openai";
import { Random } from "@sdialog/core";
import { describe, expect, inject, it } from "vitest";
import type { Backend } from "../backend.ts";
import { backendFetch } from "../backend-kit/backend-fetch.ts";
import { withTimeout } from "../middleware/with-timeout.ts";
import { listBackends } from "../registry.ts";
import {
  anthropicProtocol,
  backendCases,
  type BackendUnderTest,
  bedrockProtocol,
  compatibleProtocol,
  googleProtocol,
  ollamaProtocol,
  openaiProtocol,
} from "../testing/index.ts";
import { fromAiSdk } from "./ai-sdk/index.ts";
import { anthropic } from "./anthropic/index.ts";
import { azure } from "./azure/index.ts";
import { bedrock } from "./bedrock/index.ts";
import { google } from "./google/index.ts";
import { huggingface } from "./huggingface/index.ts";
import { ollama } from "./ollama/index.ts";
import { openai } from "./openai/index.ts";
import { openrouter } from "./openrouter/openrouter.ts";

const underTest: Readonly<Record<string, BackendUnderTest>> = {
  openai: {
    protocol: compatibleProtocol,
    connect: (options) => openai("test-model", { ...options, baseURL: `${options.baseURL}/v1` }),
  },
  azure: { protocol: openaiProtocol, connect: (options) => azure("test-model", options) },
  openrouter: {
    protocol: compatibleProtocol,
    connect: (options) => openrouter("test-model", { ...options, baseURL: `${options.baseURL}/v1` }),
  },
  ollama: { protocol: ollamaProtocol, connect: (options) => ollama("test-model", options) },
  huggingface: {
    protocol: compatibleProtocol,
    connect: (options) => huggingface("test/model", { ...options, baseURL: `${options.baseURL}/v1` }),
  },
  bedrock: {
    protocol: bedrockProtocol,
    connect: (options) => bedrock("anthropic.test-model", { region: "eu-central-1", ...options }),
  },
  "bedrock, over HTTP/1.1": {
    protocol: { ...bedrockProtocol, http2: false },
    connect: (options) => bedrock("anthropic.test-model", { region: "eu-central-1", ...options }),
  },
  google: { protocol: googleProtocol, connect: (options) => google("test-model", options) },
  anthropic: { protocol: anthropicProtocol, connect: (options) => anthropic("test-model", options) },
  fromAiSdk: {
    protocol: openaiProtocol,
    knowsItsKey: false,
    connect({ baseURL, apiKey, headers = {}, timeoutMs = 10_000, maxResponseBytes, maxToolCalls }) {
      const fetch = backendFetch({ maxResponseBytes }).fetch as typeof globalThis.fetch;
      const provider = createOpenAI({ baseURL: `${baseURL}/v1`, apiKey, headers, fetch });
      return withTimeout({ totalMs: timeoutMs })(
        fromAiSdk(provider.chat("test-model"), { thinking: false }, { maxToolCalls }),
      );
    },
  },
};

/** How many cases each backend has to pass. */
const counts: Record<string, number> = {};

for (const [backend, parts] of Object.entries(underTest)) {
  const all = await backendCases(parts);
  const runnable = all.filter(({ skip }) => skip === undefined);
  counts[backend] = runnable.length;
  // All of them in a sweep, else some that are drawn: others for each backend.
  const cases = inject("sweeping") ? all : new Random(backend).sample(runnable, 30);
  describe(backend, () => {
    for (const { name, skip, run } of cases) it.skipIf(skip)(name, run);
  });
}

it("the README tells how many cases each backend passes", async () => {
  const readme = new URL("../../README.md", import.meta.url);
  const text = await readFile(readme, "utf8");
  const current = text.replace(
    /(<!-- backends -->\n)[\s\S]*?(<!-- \/backends -->)/,
    `$1\n${await table()}\n\n$2`,
  );
  if (process.env["UPDATE_README"] === "1") await writeFile(readme, current);
  expect(squeezed(current), "run this test once more with UPDATE_README=1").toBe(
    squeezed(await readFile(readme, "utf8")),
  );
});

/** The formatter pads tables. */
function squeezed(text: string): string {
  return text.replaceAll(/[ -]*\|[ -]*/g, "|");
}

/** Where those are tested that run models themselves. */
const ownTests: Readonly<Record<string, string>> = {
  llama: "src/backends/llama/llama.test.ts",
  local: "../local",
};

/** Backend × capability, with the number of cases each one passes: with any that fails, the tests do. */
async function table(): Promise<string> {
  const aiSdk = (await underTest["fromAiSdk"]?.connect({ baseURL: "http://127.0.0.1:9", apiKey: "none" }))
    ?.capabilities;
  const rows = [
    ...listBackends().map(
      ({ name, packages, capabilities }) => [`\`${name}:\``, packages.join(", "), capabilities] as const,
    ),
    ["`fromAiSdk()`", "any @ai-sdk/* provider", { ...aiSdk, thinking: true, embeddings: false }] as const,
  ];
  return [
    "| | package | streaming | tools | JSON schema | thinking | seed | log-probabilities | stop texts | embeddings | cases passed |",
    "|---|---|---|---|---|---|---|---|---|---|---|",
    ...rows.map(([name, packages, capabilities]) => {
      const { streaming, tools, jsonSchema, thinking, seed, logprobs, stop, embeddings } =
        capabilities as Backend["capabilities"];
      const yes = [thinking, seed, logprobs, stop, embeddings].map(mark);
      const backend = name.replaceAll(/[`:()]/g, "");
      const cases = counts[backend] ?? `[own tests](${ownTests[backend] ?? ""})`;
      return `| ${[name, packages, mark(streaming), mark(tools), jsonSchema, ...yes, cases].join(" | ")} |`;
    }),
  ].join("\n");
}

function mark(has: boolean): string {
  return has ? "✓" : "–";
}
