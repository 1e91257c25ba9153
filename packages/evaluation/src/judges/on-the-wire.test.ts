import { Dialog } from "@sdialog/core";
import { type ChatModel, resolveModel, type TokenLogprob } from "@sdialog/llm";
import {
  ollamaProtocol,
  openaiProtocol,
  startWireServer,
  type WireReply,
  type WireServer,
  type WireStep,
} from "@sdialog/llm/testing";
import { describe, expect, it } from "vitest";
import { GEval } from "./geval/geval.ts";
import { LLMJudgeRealDialog } from "./realism-judges.ts";

const dialog = new Dialog({ turns: [{ speaker: "A", text: "Is this seat taken?" }] });
const usage = { inputTokens: 10, outputTokens: 5 };

function says(text: string, logprobs?: readonly TokenLogprob[]): WireStep {
  const reply: WireReply = { text: [text], finish: "stop", usage, logprobs };
  return { reply };
}
const four: TokenLogprob = {
  token: "4",
  logprob: Math.log(0.75),
  top: [
    { token: "4", logprob: Math.log(0.75) },
    { token: "5", logprob: Math.log(0.25) },
  ],
};
const asksForProbabilities = (body: string): boolean => /"(top_)?logprobs":(true|[1-9])/.test(body);

const backends = [
  {
    name: "openai",
    protocol: openaiProtocol,
    options: (url: string) => ({ baseURL: `${url}/v1`, apiKey: "test" }),
  },
  { name: "ollama", protocol: ollamaProtocol, options: (url: string) => ({ baseURL: url }) },
] as const;

describe.each(backends)("judges through $name's own client", ({ name, protocol, options }) => {
  async function withServer(test: (server: WireServer, model: ChatModel) => Promise<void>): Promise<void> {
    await using server = await startWireServer(protocol);
    await test(server, await resolveModel(`${name}:test-model`, options(server.url)));
  }

  it("send the schema and read the verdict", () =>
    withServer(async (server, model) => {
      server.answer(says('{"reason": "Turn 1 is short.", "positive": true}'));
      const verdict = await new LLMJudgeRealDialog({ model, feedback: true }).judge(dialog);
      expect(verdict).toMatchObject({ positive: true, reason: "Turn 1 is short." });
      expect(verdict.record.usage).toMatchObject({ inputTokens: 10, calls: 1 });
      const { schema, settings } = protocol.received(server.requests[0]!);
      expect(schema).toMatchObject({ required: ["reason", "positive"] });
      expect(settings.temperature).toBe(0);
    }));

  it("weight scores by the probabilities that come back", () =>
    withServer(async (server, model) => {
      server.answer(({ body }) => (asksForProbabilities(body) ? says("4", [four]) : says("Turn 1 asks.")));
      const verdict = await new GEval("It is a question.", { model }).judge(dialog);
      expect(verdict.mode).toBe("logprobs");
      expect(verdict.expected).toBeCloseTo(4.25, 9);
    }));

  it("estimate from replies when the server rejects the request for probabilities", () =>
    withServer(async (server, model) => {
      server.answer(({ body }) => (asksForProbabilities(body) ? { status: 400 } : says("4")));
      const verdict = await new GEval("It is a question.", { model, samples: 3 }).judge(dialog);
      expect(verdict.chains[0]).toMatchObject({
        mode: "samples",
        fallback: "the model refused to report probabilities",
        expected: 4,
      });
    }));
});
