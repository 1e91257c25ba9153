import { expect, it } from "vitest";
import { openai } from "../../backends/openai/index.ts";
import { openaiProtocol } from "../protocols/openai-protocol.ts";
import { startWireServer } from "./wire-server.ts";
import type { WireReply } from "./wire-protocol.ts";

const call = { messages: [{ role: "user", content: "Hi" }] } as const;

it("says what is wrong with a step that it cannot make a reply of, instead of waiting", async () => {
  await using server = await startWireServer(openaiProtocol);
  const model = await openai("m", { baseURL: `${server.url}/v1` });
  server.answer({ reply: { text: ["Hi."], finish: "stop" } as unknown as WireReply });
  await expect(model.generate(call)).rejects.toMatchObject({
    kind: "invalid_request",
    message: expect.stringContaining("the test's server cannot answer so") as string,
  });
  server.answer(() => {
    throw new Error("no idea");
  });
  await expect(model.generate(call)).rejects.toThrow("no idea");
});
