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

it("goes on with a turn that is paused so often, and then says that it has not ended", async () => {
  await using server = await startWireServer({
    ...anthropicProtocol,
    whole: () => ({
      contentType: "application/json",
      frames: [
        JSON.stringify({
          model: "claude-next",
          content: [{ type: "server_tool_use", id: "srvtoolu_1", name: "web_search", input: {} }],
          stop_reason: "pause_turn",
          usage: { input_tokens: 10, output_tokens: 1 },
        }),
      ],
    }),
  });
  server.answer({ reply });
  const { finishReason, warnings, usage } = await (
    await anthropic("claude-next", { baseURL: server.url })
  ).generate(call);
  expect(server.requests).toHaveLength(9);
  expect(finishReason).toBe("other");
  expect(usage).toMatchObject({ inputTokens: 90, outputTokens: 9 });
  expect(warnings.map(({ message }) => message).join(" ")).toContain("pause_turn");
  const sent = JSON.parse(server.requests[8]?.body ?? "") as {
    messages: { role: string; content: unknown[] }[];
  };
  expect(sent.messages.map(({ role, content }) => [role, content.length])).toEqual([
    ["user", 1],
    ["assistant", 8],
  ]);
});
