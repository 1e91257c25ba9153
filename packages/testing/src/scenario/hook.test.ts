import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { functionChatbot } from "@sdialog/agents";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { testChatbot } from "../run/test-chatbot.ts";
import { defineScenario, type ScenarioInput } from "./scenario.ts";

const received: {
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
  readonly key: unknown;
}[] = [];
const server = createServer((request, response) => {
  void text(request).then((body) => {
    const { method = "", url: path = "", headers } = request;
    received.push({ method, path, body: body === "" ? null : JSON.parse(body), key: headers["x-key"] });
    response.writeHead(path.startsWith("/broken") ? 503 : 204).end();
  });
});
let url: string;
beforeAll(async () => {
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
beforeEach(() => void received.splice(0));
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

async function held(hooks: Pick<ScenarioInput, "setUp" | "tearDown">) {
  const sessions: string[] = [];
  const bot = functionChatbot(({ session }) => {
    sessions.push(session);
    return "Yes.";
  }, "bot");
  const scenario = defineScenario({ name: "a b", script: ["Hi"], maxTurns: 2, ...hooks });
  const { conversations } = await testChatbot(bot, {
    scenarios: [scenario],
    personas: ["Ann"],
    probe: false,
  });
  return { sessions, result: conversations[0]?.result };
}

describe("hooks as data", () => {
  it("are requests around the conversation, which name it as the bot is told it is called", async () => {
    const { sessions, result } = await held({
      setUp: [
        {
          url: `${url}/orders/{{scenario}}`,
          method: "PUT",
          body: { id: "{{session}}", who: ["{{ persona }}"] },
        },
        { url: `${url}/ready`, method: "GET", headers: { "x-key": "k" } },
      ],
      tearDown: [{ url: `${url}/orders/{{session}}`, method: "DELETE" }],
    });
    expect(result?.outcome).toBe("passed");
    const [session] = sessions;
    expect(received).toEqual([
      { method: "PUT", path: "/orders/a%20b", body: { id: session, who: ["Ann"] }, key: undefined },
      { method: "GET", path: "/ready", body: null, key: "k" },
      { method: "DELETE", path: `/orders/${session}`, body: null, key: undefined },
    ]);
  });

  it.each([
    ["/broken", "was answered with status 503"],
    [":9", "it cannot be reached (ECONNREFUSED)"],
  ])("that fail are findings, and what could be set up is torn down: %s", async (place, message) => {
    const wrong = place.startsWith(":") ? "http://127.0.0.1:9/" : url + place;
    const { sessions, result } = await held({
      setUp: [{ url: wrong }],
      tearDown: [{ url: `${url}/clean` }],
    });
    expect(sessions).toEqual([]);
    expect(result).toMatchObject({ outcome: "error", findings: [{ class: "hook_error" }] });
    expect(result?.findings[0]?.message).toContain(message);
    expect(received.filter(({ path }) => path === "/clean")).toHaveLength(3);
  });

  it.each([
    [{ setUp: [{ url: "http://x.test/{{sesion}}" }] }, "{{sesion}}, which does not exist"],
    [{ tearDown: [{ url: "http://x.test", body: ["{{bots}}"] }] }, "{{bots}}, which does not exist"],
    [{ setUp: [{ url: "ftp://x.test" }] }, "setUp"],
    [{ setUp: [] }, "setUp"],
  ])("that mean nothing are refused: %j", (hooks, message) => {
    expect(() => defineScenario({ name: "a", script: ["Hi"], ...hooks } as ScenarioInput)).toThrow(message);
  });
});
