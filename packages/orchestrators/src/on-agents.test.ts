import { Agent, tool } from "@sdialog/agents";
import { scriptedModel } from "@sdialog/llm/testing";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { ChangeMindOrchestrator } from "./change-mind-orchestrator.ts";
import { InstructionListOrchestrator } from "./instruction-list-orchestrator.ts";
import { LengthOrchestrator } from "./length-orchestrator.ts";
import { orchestrator } from "./orchestrator.ts";
import { orchestratorFromJSON } from "./orchestrator-from-json.ts";
import { SimpleReflexOrchestrator } from "./simple-reflex-orchestrator.ts";
import { ToolReflexOrchestrator } from "./tool-reflex-orchestrator.ts";

const policy = "Explain the cupcake policy.";
const react = new SimpleReflexOrchestrator({ condition: /cupcakes/i, instruction: policy });

function cafe(...rules: Parameters<Agent["with"]>) {
  const models = {
    alice: scriptedModel(() => "Sure."),
    bob: scriptedModel((_, index) => ["Cupcakes!", "Thanks."][index % 2] as string),
  };
  const alice = new Agent({ name: "Alice", persona: "a barista", model: models.alice }).with(...rules);
  const bob = new Agent({ name: "Bob", persona: "a customer", model: models.bob });
  return { alice, bob, models };
}

describe("orchestrators on agents", () => {
  it("come back from a persona's record, policies of behaviour among them", () => {
    const written = { name: "impatience", args: { patience: 2, leaves: false } };
    expect(orchestratorFromJSON(JSON.parse(JSON.stringify(orchestratorFromJSON(written)))).toJSON()).toEqual(
      written,
    );
    expect(() => orchestratorFromJSON({ type: "impatience", patience: 0 })).toThrow("impatience");
  });

  it("show up in the printed dialogue where they spoke", async () => {
    const { alice, bob } = cafe(react, new LengthOrchestrator({ min: 4, max: 6 }));
    const dialog = await bob.dialogWith(alice, { seed: 1, maxTurns: 6 });
    const text = dialog.format({ orchestration: true });
    expect(text.slice(text.indexOf("---"))).toBe(
      `--- Dialogue Begins ---
[Bob] Cupcakes!
[Alice] (instruct:SimpleReflexOrchestrator) ${policy}
[Alice] Sure.
[Bob] Thanks.
[Alice] (instruct:LengthOrchestrator) The conversation has to end now: bring it to a close with this message and say goodbye.
[Alice] Sure.
[Bob] Cupcakes!
[Alice] (instruct:SimpleReflexOrchestrator) ${policy}
[Alice] (instruct:LengthOrchestrator) The conversation has to end now: bring it to a close with this message and say goodbye.
[Alice] Sure.
--- Dialogue Ends ---`,
    );
    expect(dialog.format()).not.toContain("instruct");
  });

  it("are read right before the message they are about, and only by the speaker they steer", async () => {
    const { alice, bob, models } = cafe(react);
    await bob.dialogWith(alice, { seed: 1, maxTurns: 4 });
    const contents = models.alice.requests.map(({ messages }) =>
      messages.slice(1).map(({ content }) => content),
    );
    expect(contents).toEqual([
      [policy, "Cupcakes!"],
      ["Cupcakes!", "Sure.", "Thanks."],
    ]);
    expect(JSON.stringify(models.bob.requests)).not.toContain(policy);
  });

  it("stay once and for all when persistent, whatever their class", async () => {
    const stay = new SimpleReflexOrchestrator({
      condition: /cupcakes/i,
      instruction: policy,
      persistent: true,
    });
    const { alice, bob, models } = cafe(stay);
    const dialog = await bob.dialogWith(alice, { seed: 1, maxTurns: 6 });
    const last = models.alice.requests.at(-1)?.messages.map(({ content }) => content);
    expect(last?.filter((content) => content === policy)).toHaveLength(1);
    expect(last?.[1]).toBe(policy);
    expect(dialog.events?.some(({ action }) => action === "instruct-persist")).toBe(true);
  });

  it("serve two agents and many conversations at once without mixing them up", async () => {
    const mind = new ChangeMindOrchestrator({ probability: 0.5, reasons: ["a", "b", "c"], maxTimes: 2 });
    const { alice, bob } = cafe(mind);
    const both = bob.with(mind);
    const hold = async (seed: number) =>
      (await both.dialogWith(alice, { seed, maxTurns: 8 })).events
        ?.filter(({ action }) => action === "instruct")
        .map(({ agent, content }) => `${agent} ${content as string}`);
    const seeds = Array.from({ length: 20 }, (_, seed) => seed);
    const together = await Promise.all(seeds.map(hold));
    for (const seed of seeds) {
      expect(together[seed]).toEqual(await hold(seed));
      for (const name of ["Alice", "Bob"])
        expect(together[seed]?.filter((line) => line.startsWith(name)).length).toBeLessThanOrEqual(2);
    }
    expect(together.flat().some((line) => line?.startsWith("Bob"))).toBe(true);
  });

  it("react to a tool's result before the model sees it", async () => {
    const search = tool({
      name: "search",
      description: "Searches.",
      input: z.object({ words: z.string() }),
      run: ({ words }) => (words === "coffee" ? "no results" : "a latte recipe"),
    });
    const call = (words: string) => ({ toolCalls: [{ id: words, name: "search", input: { words } }] });
    const model = scriptedModel([call("coffee"), call("latte"), "Here is how."]);
    const again = new ToolReflexOrchestrator({
      tool: "search",
      condition: /no results/,
      instruction: "Use other words.",
    });
    const agent = new Agent({ name: "Alice", model, tools: [search] }).with(again);
    expect(await agent.respond("How do I make one?")).toBe("Here is how.");
    expect(model.requests[1]?.messages.slice(-2).map(({ content }) => content)).toEqual([
      "no results",
      "Use other words.",
    ]);
    expect(model.requests[2]?.messages.filter(({ content }) => content === "Use other words.")).toHaveLength(
      1,
    );
  });

  it("go step by step and look ahead without leaving a trace", async () => {
    const plan = new InstructionListOrchestrator({ instructions: ["Greet.", null, "Ask for the bill."] });
    const echo = orchestrator("echo", async ({ lookahead, turns }) =>
      turns.length === 1 ? `You were about to say: ${await lookahead()}` : undefined,
    );
    const { alice, bob, models } = cafe(plan, echo);
    const dialog = await bob.dialogWith(alice, { seed: 1, maxTurns: 6 });
    expect(
      dialog
        .filter("Alice")
        .events?.filter(({ action }) => action === "instruct")
        .map(({ content }) => content),
    ).toEqual(["Greet.", "You were about to say: Sure.", "Ask for the bill."]);
    expect(models.alice.requests).toHaveLength(4);
    expect(models.alice.requests[0]?.messages.some(({ content }) => content === "Greet.")).toBe(false);
  });

  it("are written beside the persona and come back from there", async () => {
    const { alice, bob } = cafe(react, new LengthOrchestrator({ max: 6 }));
    const dialog = await bob.dialogWith(alice, { seed: 1, maxTurns: 2 });
    const written = dialog.personas?.["Alice"] as { readonly orchestrators: readonly unknown[] };
    const rules = written.orchestrators.map((rule) => orchestratorFromJSON(rule));
    const again = await cafe().bob.dialogWith(cafe(...rules).alice, { seed: 1, maxTurns: 2 });
    expect(again.events?.map(({ content }) => content)).toEqual(dialog.events?.map(({ content }) => content));
  });

  it("keep lengths that models do not keep by themselves", async () => {
    const enforced = new LengthOrchestrator({ min: 6, max: 12, enforce: true });
    const hold = async (text: string) => {
      const alice = new Agent({ name: "Alice", model: scriptedModel(() => text) }).with(enforced);
      const bob = new Agent({ name: "Bob", canFinish: false, model: scriptedModel(() => "And?") });
      return alice.dialogWith(bob, { seed: 1, maxTurns: 30 });
    };
    // Alice would end at once, or never.
    expect(await hold("Bye. STOP")).toMatchObject({ length: 8, complete: true });
    expect(await hold("I go on.")).toMatchObject({ length: 12, complete: true });
  });
});
