import { beforeEach, describe, expect, it } from "vitest";
import type { Hono } from "hono";
import type { StageCommand, StageEvent, Take } from "../../protocol/stage.ts";
import { answerError } from "../answer-error.ts";
import { stageRoutes } from "./stage-routes.ts";

const person = (name: string, more: object = {}) => ({
  persona: { type: "Persona", attributes: { name } },
  ...more,
});
const scene = { participants: [person("Alice"), person("Bob")], seed: 7, maxTurns: 4 };

let app: Hono;
let closing: AbortController;
beforeEach(() => {
  closing = new AbortController();
  app = stageRoutes(closing.signal);
  app.onError(answerError);
});

const post = (path: string, body: unknown): Promise<Response> | Response =>
  app.request(path, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
const play = async (body: object = {}): Promise<string> => {
  const response = await post("/", { title: "Take", scene, ...body });
  return ((await response.json()) as Take).id;
};
const command = (id: string, body: StageCommand) => post(`/${id}/command`, body);
const watch = async (id: string): Promise<StageEvent[]> => {
  const text = await (await app.request(`/${id}/events`)).text();
  return text
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as StageEvent);
};

describe("stageRoutes", () => {
  it("tells a conversation word by word, to anybody and from the start", async () => {
    const id = await play();
    const [events, again] = await Promise.all([watch(id), watch(id)]);
    expect(again).toEqual(events);
    const first = events.findIndex(({ type }) => type === "turn");
    const deltas = events.slice(0, first).filter((event) => event.type === "delta");
    expect(deltas.length).toBeGreaterThan(2);
    const turn = events[first];
    expect(turn?.type === "turn" && deltas.map(({ delta }) => delta).join("")).toContain(
      turn?.type === "turn" ? turn.turn.text : "",
    );
    expect(events.at(-1)).toEqual({ type: "state", state: { is: "over" } });
  });

  it("shows what each turn took: time, tokens, cost; of turns without a model the time alone", async () => {
    const participants = [person("Alice"), person("Sam", { playedBy: "script", lines: ["A tea, please."] })];
    const events = await watch(await play({ scene: { ...scene, participants } }));
    const told = events.flatMap((event) => (event.type === "figures" ? [event] : []));
    const turns = events.filter(({ type }) => type === "turn");
    expect(told.map(({ index }) => index)).toEqual(turns.map((_turn, at) => at));
    expect(told[0]?.figures).toEqual({
      milliseconds: expect.any(Number) as number,
      tokens: { input: expect.any(Number) as number, output: expect.any(Number) as number },
      cost: 0,
    });
    expect(told[0]?.figures.tokens?.output).toBeGreaterThan(0);
    expect(told[1]?.figures).toMatchObject({ tokens: null, cost: null });
    const usage = events.flatMap((event) => (event.type === "finish" ? [event.dialog.usage] : []))[0];
    const output = told.reduce((sum, { figures }) => sum + (figures.tokens?.output ?? 0), 0);
    expect(usage).toMatchObject({ outputTokens: output });
  });

  it("refuses a chatbot whose description holds a key, and remembers nothing of it", async () => {
    const chatbot = { type: "openai", url: "http://127.0.0.1:1/v1", apiKey: "sk-8Vb2Nq6Lx0" };
    const participants = [person("Alice"), person("Bot", { playedBy: "chatbot", chatbot })];
    const answer = await post("/", { title: "Take", scene: { ...scene, participants } });
    const text = await answer.text();
    expect(text).toContain("Chatbot: apiKey may hold a key");
    expect(text + (await (await app.request("/")).text())).not.toContain("sk-8Vb2Nq6Lx0");
  });

  it("lets a person speak, and others wait for them", async () => {
    const participants = [person("Alice"), person("Me", { playedBy: "person" })];
    const id = await play({ scene: { ...scene, participants } });
    const watching = watch(id);
    for await (const state of states(id)) if (state === "listening") break;
    await command(id, { do: "say", text: "A tea, please." });
    for await (const state of states(id, 1)) if (state === "listening") break;
    await command(id, { do: "say", text: null });
    const turns = (await watching).flatMap((event) => (event.type === "turn" ? [event.turn] : []));
    expect(turns[1]).toMatchObject({ speaker: "Me", text: "A tea, please." });
  });

  it("ends what runs when the playground closes, and when the stage is cleared", async () => {
    const [one, other] = [await play({ paused: true }), await play({ paused: true })];
    const watching = [watch(one), watch(other)];
    closing.abort();
    for (const events of await Promise.all(watching)) {
      const finish = events.find((event) => event.type === "finish");
      expect(finish?.type === "finish" && finish.dialog["stopReason"]).toBe("cancelled");
    }
    await app.request("/", { method: "DELETE" });
    expect(await (await app.request("/")).json()).toEqual([]);
  });

  it.each([
    [{ scene: { ...scene, participants: [person("Alice")] } }, "scene.participants"],
    [
      { scene: { ...scene, participants: [person("A"), { persona: { type: "Robot", attributes: {} } }] } },
      "Robot",
    ],
    [{ scene: { ...scene, participants: [person("A"), person("B", { tools: ["rm"] })] } }, '"rm"'],
    [{ from: { dialog: { turns: [] }, turn: 1, edited: "Hi." } }, "no turn 1"],
  ])("names what is wrong with a scene: %j", async (body, word) => {
    const response = await post("/", { title: "Take", scene, ...body });
    expect(response.status).toBe(400);
    expect(((await response.json()) as { error: { message: string } }).error.message).toContain(word);
  });

  it("begins no more than it can hold", async () => {
    const begun = await Promise.all(Array.from({ length: 64 }, () => play({ paused: true })));
    expect(new Set(begun).size).toBe(64);
    const refused = await post("/", { title: "One more", scene, paused: true });
    expect(refused.status).toBe(400);
    expect(await refused.json()).toMatchObject({
      error: { message: "64 conversations are running already" },
    });
    closing.abort();
  });
});

/** The states of a conversation as they come. @param skip how many `listening` to pass over */
async function* states(id: string, skip = 0): AsyncGenerator<string> {
  const response = await app.request(`/${id}/events`);
  const reader = (response.body as ReadableStream<Uint8Array>).pipeThrough(new TextDecoderStream());
  let rest = "";
  let passed = 0;
  for await (const chunk of reader) {
    const lines = (rest + chunk).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) {
      const event = JSON.parse(line) as StageEvent;
      if (event.type !== "state") continue;
      if (event.state.is === "listening" && passed++ < skip) continue;
      yield event.state.is;
    }
  }
}
