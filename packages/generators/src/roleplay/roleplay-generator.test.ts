import { assistant, chatbot, tags } from "@sdialog/agents";
import { serveAgents } from "@sdialog/agents/server";
import type { Dialog } from "@sdialog/core";
import { type ChatRequest, ModelError, modelPool } from "@sdialog/llm";
import { instantTimer, scriptedModel } from "@sdialog/llm/testing";
import { describe, expect, it } from "vitest";
import { RoleplayGenerator, type RoleplayGeneratorOptions } from "./roleplay-generator.ts";
import { roleplayGoals } from "./roleplay-goals.ts";
import { sociodemographic } from "./sociodemographic.ts";

const clock = () => new Date("2026-01-02T03:04:05Z");
const answersSoFar = (messages: ChatRequest["messages"]) =>
  messages.filter(({ role, content }) => role === "user" && content.includes("What the assistant answered:"))
    .length;
/** Asks twice and is content. */
const inquirer = () =>
  scriptedModel(({ messages, seed }) => {
    const answers = answersSoFar(messages);
    return answers === 2 ? "FINISH" : `I would ask: "Question ${answers + 1} (${seed})?"`;
  });
const responder = () => scriptedModel(({ messages }) => `Answer to ${messages.at(-1)?.content}`);

const generator = (options: Partial<RoleplayGeneratorOptions> = {}) =>
  new RoleplayGenerator({
    inquirer: inquirer(),
    responder: responder(),
    goals: roleplayGoals.slice(0, 2),
    personas: sociodemographic({ n: 3, seed: 73 }),
    ...options,
  });

async function all(made: RoleplayGenerator, seed: number, concurrency = 8): Promise<Dialog[]> {
  return Array.fromAsync(made.generate({ seed, concurrency, clock }));
}

describe("RoleplayGenerator", () => {
  it("has every person pursue every goal, under seeds that count, at any concurrency", async () => {
    const dialogs = await all(generator(), 73);
    expect(dialogs).toHaveLength(generator().count);
    expect(new Set(dialogs.map(({ id }) => id)).size).toBe(6);
    for (const dialog of dialogs) {
      expect(dialog).toMatchObject({ complete: true, stopReason: "goal_reached" });
      expect(dialog.length).toBe(4);
    }
    expect((await all(generator(), 73, 1)).map(String)).toEqual(dialogs.map(String));
    expect((await all(generator(), 321)).map(String)).not.toEqual(dialogs.map(String));
  });

  it("tells the responder neither person nor goal, and the inquirer only what it has sent", async () => {
    const models = { inquirer: inquirer(), responder: responder() };
    const [goal] = roleplayGoals;
    const [persona] = sociodemographic({ n: 1, seed: 1 });
    await generator(models).play({ goal: goal!, persona: persona!, seed: 1 });
    const told = JSON.stringify(models.responder.requests.map(({ messages }) => messages));
    expect(told).not.toContain("years old");
    expect(told).not.toContain("city run");
    expect(told).not.toContain("I would ask");
    const last = models.inquirer.requests.at(-1)?.messages ?? [];
    expect(last[0]?.content).toContain(persona?.describe());
    expect(last.filter(({ role }) => role === "assistant").map(({ content }) => content)).toEqual(
      [0, 1].map((turn) => expect.stringMatching(new RegExp(`^"Question ${turn + 1} \\(\\d+\\)\\?"$`))),
    );
    expect(JSON.stringify(last)).toContain("average speed");
  });

  it("says in the scenario what was wanted, and no more than there is", async () => {
    const persona = "a young cook";
    const facts = { "party size": "4" };
    const plain = await generator().play({ goal: "a recipe", persona, seed: 1 });
    expect(plain.scenario).toEqual({ goal: ["a recipe"] });
    const knowing = await generator().play({ goal: { steps: ["a table"], facts }, persona, seed: 1 });
    expect(knowing.scenario).toEqual({ goal: ["a table"], facts });
  });

  it("talks with a chatbot behind an address", async () => {
    const bot = assistant({ name: "Bot", model: scriptedModel(() => "Forty-two.") });
    await using server = await serveAgents(bot, { port: 0 });
    const made = generator({
      responder: chatbot(`${server.url}/v1`, { model: "Bot" }),
      personas: ["a nurse"],
      goals: ["Learn the answer."],
    });
    const [dialog] = await all(made, 1);
    expect(dialog?.turns.map(({ speaker }) => speaker)).toEqual(["User", "Chatbot", "User", "Chatbot"]);
    expect(dialog?.turns[1]?.text).toBe("Forty-two.");
    expect(dialog?.stopReason).toBe("goal_reached");
  });

  it("keeps a dialogue that fails to itself, unless all would", async () => {
    const failing = (kind: "rate_limit" | "authentication") =>
      scriptedModel(({ messages }) => {
        if (messages.at(-1)?.content.includes("Question 2"))
          throw new ModelError("no", { kind, model: "x:y" });
        return "Yes.";
      });
    const time = instantTimer();
    const busy = generator({ responder: failing("rate_limit"), modelRetries: 1, backOff: { timer: time } });
    const dialogs = await all(busy, 1);
    expect(time.sleeps).toHaveLength(6);
    expect(dialogs.map(({ stopReason, length }) => [stopReason, length])).toEqual(
      Array.from({ length: 6 }, () => ["provider_error", 3]),
    );
    await expect(all(generator({ responder: failing("authentication") }), 1)).rejects.toThrow("no");
  });

  it("holds a dialogue again when a model was busy", async () => {
    let busy = true;
    const busyBot = scriptedModel(() => {
      const error = new ModelError("no", { kind: "overloaded", model: "x:y" });
      if (busy) throw ((busy = false), error);
      return "Yes.";
    });
    const made = generator({ responder: busyBot, backOff: { timer: instantTimer() } });
    const dialogs = await all(made, 1);
    expect(dialogs.every(({ stopReason }) => stopReason === "goal_reached")).toBe(true);
  });

  it("stops after the exchanges it may have, and takes other envelopes, pools and settings", async () => {
    const asks = scriptedModel(({ seed }) => `<message>Tell me about ${seed}.</message>`);
    const pool = modelPool(
      ["x:a", "x:b"].map((id) => ({ model: scriptedModel(() => `I am ${id}.`, { id }) })),
    );
    const dialogs = await all(
      generator({
        inquirer: { model: asks, temperature: 0.3 },
        envelope: tags(),
        responder: pool,
        maxTurns: 6,
        personas: sociodemographic({ n: 10, seed: 1 }),
      }),
      1,
    );
    expect(asks.requests[0]?.temperature).toBe(0.3);
    expect(new Set(dialogs.map(({ stopReason, length }) => `${stopReason} ${length}`))).toEqual(
      new Set(["max_turns 6"]),
    );
    const answers = dialogs.map(
      (dialog) => new Set(dialog.turns.filter((_, at) => at % 2 === 1).map(({ text }) => text)),
    );
    expect(answers.every(({ size }) => size === 1)).toBe(true);
    expect(new Set(answers.flatMap((set) => [...set]))).toEqual(new Set(["I am x:a.", "I am x:b."]));
  });

  it("stops what is under way when it is cancelled", async () => {
    const stop = new AbortController();
    const running = generator().generate({ seed: 1, signal: stop.signal, concurrency: 1 });
    await running.next();
    stop.abort(new Error("enough"));
    await expect(Array.fromAsync(running)).rejects.toThrow("enough");
    for await (const dialog of generator().generate({ seed: 1, concurrency: 3 })) {
      expect(dialog.stopReason).toBe("goal_reached");
      break;
    }
  });

  it("refuses what cannot be played", () => {
    expect(() => generator({ goals: [] })).toThrow("needs goals");
    expect(() => generator({ goals: [" "] })).toThrow("needs text");
    expect(() => generator({ personas: [] })).toThrow("persona");
    expect(() => generator({ maxTurns: 1 })).toThrow("maxTurns");
  });
});
