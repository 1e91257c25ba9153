import * as fc from "fast-check";
import { scriptedModel } from "@sdialog/llm/testing";
import { describe, expect, it } from "vitest";
import type { ReplyEvent } from "../participant.ts";
import { scripted } from "../participants/scripted.ts";
import { Agent } from "./agent.ts";
import { readSpoken, spokenFields } from "./spoken-fields.ts";

const said = (message: string, done = false) => JSON.stringify({ message, done });
const agent = (replies: readonly string[], capabilities: object = { messages: "fields" }) => {
  const model = scriptedModel(replies);
  return {
    model,
    agent: new Agent({
      name: "Ann",
      persona: "a cook",
      model: { ...model, capabilities: { ...model.capabilities, ...capabilities } },
    }),
  };
};

/** What is heard of a reply that comes in pieces. */
async function heard(pieces: readonly string[]): Promise<string> {
  async function* events(): AsyncGenerator<ReplyEvent, undefined, void> {
    for (const delta of pieces) yield { type: "delta", channel: "text", delta };
    return undefined;
  }
  let text = "";
  for await (const event of spokenFields(events())) if (event.type === "delta") text += event.delta;
  return text;
}

describe("messages with fields", () => {
  it("are heard as they come, whatever they say and however they are cut", async () => {
    await fc.assert(
      fc.asyncProperty(fc.string(), fc.array(fc.nat(12), { minLength: 1 }), async (message, cuts) => {
        const reply = said(message);
        const pieces: string[] = [];
        for (let at = 0, cut = 0; at < reply.length; cut++) {
          const length = (cuts[cut % cuts.length] ?? 0) + 1;
          pieces.push(reply.slice(at, at + length));
          at += length;
        }
        expect(await heard(pieces)).toBe(message);
      }),
    );
  });

  it.each([
    [said("Hi."), "Hi.", false],
    [said("Bye.", true), "Bye.", true],
    ['{"done": true, "message": "Bye \\"now\\"."}', 'Bye "now".', true],
    ["```json\n{}```", "```json\n{}```", false],
    ["Plain words", "Plain words", false],
    ['{"message": "cut off in the mid', "cut off in the mid", false],
    ['{"done": true', "", false],
  ])("%j says %j", (reply, text, stop) => {
    expect(readSpoken(reply)).toEqual({ text, stop });
  });

  it("end a conversation by a field, for models that are best asked so, and the dialogue says it", async () => {
    const { agent: ann, model } = agent([said("We STOP here at six."), said("Goodbye.", true)]);
    const dialog = await ann.dialogWith(scripted("Bo", ["And then?", "Bye."]), { seed: 1 });
    expect(dialog.turns.map(({ text }) => text)).toEqual([
      "We STOP here at six.",
      "And then?",
      "Goodbye.",
      "Bye.",
    ]);
    expect(dialog.stopReason).toBe("stop_signal");
    expect(dialog.events).toContainEqual(
      expect.objectContaining({ action: "prompt", actionLabel: "fields" }),
    );
    expect(dialog.events).toContainEqual(
      expect.objectContaining({ action: "stop-signal", content: "done: true" }),
    );
    const [first, second] = model.requests;
    expect(first?.output?.schema).toMatchObject({ required: ["message", "done"] });
    expect(first?.messages[0]?.content).toContain("set done to true");
    expect(first?.messages[0]?.content).not.toContain("STOP");
    expect(second?.messages[1]?.content).toBe(said("We STOP here at six."));
  });

  it("are not asked for where nothing holds the model to them, or the speaker may not end", async () => {
    for (const capabilities of [{}, { messages: "fields", jsonSchema: "none" }]) {
      const { agent: ann, model } = agent(["Hi. STOP"], capabilities);
      await ann.dialogWith(scripted("Bo", ["Bye."]), { seed: 1 });
      expect(model.requests[0]?.output).toBeUndefined();
    }
    const { agent: ann } = agent([], { jsonSchema: "none" });
    await expect(
      ann.clone({ stopSignal: "fields" }).dialogWith(scripted("Bo", ["Bye."]), { seed: 1 }),
    ).rejects.toThrow("cannot be held to a schema");
  });
});

describe("a small context", () => {
  it("is given the compact prompt, which the dialogue says and records", async () => {
    const small = agent(["Hi. STOP"], { contextTokens: 1024 });
    const dialog = await small.agent.dialogWith(scripted("Bo", ["Bye."]), { seed: 1 });
    const usual = agent(["Hi. STOP"], { contextTokens: 8192 });
    await usual.agent.dialogWith(scripted("Bo", ["Bye."]), { seed: 1 });
    const [told = "", toldUsually = ""] = [small, usual].map(
      ({ model }) => model.requests[0]?.messages[0]?.content,
    );
    expect(told).toContain("a cook");
    expect(told.length).toBeLessThan(toldUsually.length / 2);
    expect(Object.keys(dialog.extra["prompts"] as object)).toEqual(["agent-compact"]);
    expect(dialog.events).toContainEqual(
      expect.objectContaining({ action: "prompt", actionLabel: "agent-compact" }),
    );
  });
});
