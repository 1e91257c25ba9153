import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Random } from "@sdialog/core";
import { describe, expect, it } from "vitest";
import type { ChatModel } from "./chat-model.ts";
import { compose } from "./middleware/compose.ts";
import { usageMeter } from "./middleware/usage-meter.ts";
import { withCache } from "./middleware/with-cache.ts";
import { withLimits } from "./middleware/with-limits.ts";
import { withRetry } from "./middleware/with-retry.ts";
import { resolveModel } from "./resolve-model.ts";
import {
  anthropicProtocol,
  bedrockProtocol,
  googleProtocol,
  instantTimer,
  ollamaProtocol,
  openaiProtocol,
  startWireServer,
  type WireProtocol,
  type WireRequest,
  type WireStep,
} from "./testing/index.ts";

const calls = 150;

/** Answers a question with its own number, but fails two times in five, in every way a provider can. */
function badDay(seed: number, empty: () => void): (request: WireRequest) => WireStep {
  const random = new Random(seed);
  const usage = { inputTokens: 10, outputTokens: 5 };
  return ({ body }) => {
    const number = /question (\d+)\./.exec(body)?.[1] ?? "none";
    const reply = { text: ["answer ", number], finish: "stop", usage } as const;
    if (random.chance(0.6)) return { reply };
    const bad = random.pick<WireStep>([
      { status: 429, headers: { "retry-after": "1" } },
      { status: 500 },
      { status: 503 },
      { status: 529 },
      { status: 408 },
      { reply, cutAfter: random.next() },
      { malformed: true },
      { empty: true },
    ]);
    if ("empty" in bad) empty();
    return bad;
  };
}

function ask(model: ChatModel): Promise<string[]> {
  const numbers = Array.from({ length: calls }, (_item, index) => index);
  return Promise.all(
    numbers.map(async (seed) => {
      const messages = [{ role: "user" as const, content: `This is question ${seed}.` }];
      return (await model.generate({ messages, seed, temperature: 0 })).text;
    }),
  );
}

describe("a bad day at the provider", () => {
  // An empty reply is no answer, but two providers say that it cost a token.
  it.each<[string, WireProtocol, string, 0 | 1]>([
    ["openai", openaiProtocol, "/v1", 0],
    ["ollama", ollamaProtocol, "", 0],
    ["bedrock", bedrockProtocol, "", 0],
    ["google", googleProtocol, "", 1],
    ["anthropic", anthropicProtocol, "", 1],
  ])(
    "%s: every call gets its own answer in the end, none is paid for twice, and what cost something is counted",
    async (name, protocol, path, costs) => {
      await using server = await startWireServer(protocol);
      let empty = 0;
      server.answer(badDay(1, () => void empty++));
      const timer = instantTimer();
      const meter = usageMeter();
      const region = name === "bedrock" ? { region: "eu-central-1" } : {};
      const backend = await resolveModel(`${name}:m`, {
        baseURL: `${server.url}${path}`,
        apiKey: "none",
        ...region,
      });
      const directory = await mkdtemp(join(tmpdir(), "sdialog-bad-day-"));
      const model = compose(
        withCache({ directory }),
        meter.middleware,
        withLimits({ concurrency: 12, timer }),
        withRetry({ retries: 19, timer }),
      )(backend);

      const expected = Array.from({ length: calls }, (_item, index) => `answer ${index}`);
      expect(await ask(model)).toEqual(expected);
      expect(server.requests.length).toBeGreaterThan(calls * 1.3);
      expect(empty).toBeGreaterThan(5);
      expect(meter.total()).toMatchObject({
        calls: calls + costs * empty,
        inputTokens: 10 * calls + costs * empty,
      });

      // The next day nobody is at the other end at all.
      const requests = server.requests.length;
      server.answer({ status: 503 });
      expect(await ask(model)).toEqual(expected);
      expect(server.requests.length).toBe(requests);
    },
  );
});
