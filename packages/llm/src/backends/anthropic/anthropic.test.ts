import { expect, it, vi } from "vitest";
import { anthropicProtocol, startWireServer } from "../../testing/index.ts";
import { anthropic } from "./anthropic.ts";

const reply = { text: ["Hi."], finish: "stop", usage: { inputTokens: 1, outputTokens: 1 } } as const;
const call = { messages: [{ role: "user", content: "Hi" }] } as const;

it("tells in the result that a model will be retired, and prints nothing", async () => {
  const printed = vi.spyOn(console, "warn").mockImplementation(() => undefined);
  await using server = await startWireServer(anthropicProtocol);
  server.answer({ reply });
  // One that the SDK lists as such; when its list changes, another of it does as well.
  const model = await anthropic("claude-sonnet-4-5", { baseURL: server.url });
  const { warnings } = await model.generate(call);
  expect(warnings.map(({ setting }) => setting)).toEqual(["model"]);
  expect(warnings[0]?.message).toContain("'claude-sonnet-4-5' is deprecated");
  for await (const chunk of model.stream(call))
    if (chunk.type === "finish") expect(chunk.result.warnings).toEqual(warnings);
  expect(printed).not.toHaveBeenCalled();
  printed.mockRestore();
});

it("asks for as many tokens as are asked for, also all at once", async () => {
  await using server = await startWireServer(anthropicProtocol);
  server.answer({ reply });
  const model = await anthropic("claude-next", { baseURL: server.url });
  expect((await model.generate({ ...call, maxTokens: 64_000 })).text).toBe("Hi.");
});
