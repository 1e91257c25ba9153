import { Random } from "@sdialog/core";
import { noUsage } from "@sdialog/llm";
import { scriptedModel } from "@sdialog/llm/testing";
import { describe, expect, it } from "vitest";
import { addressed } from "./addressed.ts";
import { alternate } from "./alternate.ts";
import { custom } from "./custom.ts";
import { graph } from "./graph.ts";
import { llmSelect } from "./llm-select.ts";
import { mentions } from "./mentions.ts";
import { noRepeat } from "./no-repeat.ts";
import { randomOrder, weighted } from "./random-order.ts";
import type { TurnTaking, TurnTakingState } from "./turn-taking.ts";

const names = ["Ann", "Bob", "Mary Ann"];

function state(last?: string, text = "…", seed = 1): TurnTakingState {
  return {
    participants: names.map((name) => ({ name, description: `called ${name}` })),
    eligible: names,
    turns: last === undefined ? [] : [{ speaker: last, text }],
    usage: noUsage,
    random: new Random(seed),
  };
}

async function speakers(policy: TurnTaking, last: string, draws = 3000): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (let seed = 0; seed < draws; seed++) {
    const { speaker = "nobody" } = await policy.next(state(last, "…", seed));
    counts[speaker] = (counts[speaker] ?? 0) + 1 / draws;
  }
  return counts;
}

describe("turn-taking", () => {
  it("alternates in order, also after an outsider", async () => {
    const order = async (last?: string) => (await alternate().next(state(last))).speaker;
    expect([await order(), await order("Ann"), await order("Mary Ann"), await order("Moderator")]).toEqual([
      "Ann",
      "Bob",
      "Ann",
      "Ann",
    ]);
  });

  it("draws in proportion to the weights, and never who has none", async () => {
    const shares = await speakers(weighted({ Ann: 3, "Mary Ann": 0 }), "Bob");
    expect(shares["Ann"]).toBeCloseTo(0.75, 1);
    expect(shares["Mary Ann"]).toBeUndefined();
    expect(() => weighted({ Ann: -1 })).toThrow("must not be negative");
  });

  it("does not repeat a speaker when told so", async () => {
    const shares = await speakers(noRepeat(randomOrder()), "Bob");
    expect(shares["Bob"]).toBeUndefined();
    expect(shares["Ann"]).toBeCloseTo(0.5, 1);
  });

  it("follows a graph and ends where it does", async () => {
    const policy = graph({ Ann: ["Mary Ann"], "Mary Ann": ["Ann", "Bob"] });
    expect(await policy.next(state("Ann"))).toEqual({ speaker: "Mary Ann" });
    expect(await policy.next(state("Bob"))).toEqual({ speaker: undefined });
    expect(await policy.next(state())).toEqual({ speaker: "Ann" });
  });

  it("hands the floor to whoever was addressed", async () => {
    const next = async (text: string) => (await addressed().next(state("Bob", text))).speaker;
    expect(await next("What do you think, Ann?")).toBe("Ann");
    expect(await next("mary ann, and you?")).toBe("Mary Ann");
    expect(await next("Bob here.")).toBe("Mary Ann");
  });

  it("refuses a custom choice that may not speak", async () => {
    await expect(custom(() => "Zoe").next(state())).rejects.toThrow('"Zoe" was chosen');
  });
});

describe("mentions", () => {
  it.each([
    ["Bob", ["Bob"]],
    ["bob!", ["Bob"]],
    ["Mary Ann", ["Mary Ann"]],
    ["mary\\_ann", ["Mary Ann"]],
    ["Annie and bobsleigh", []],
    ["Ann, then Mary_Ann, then Ann", ["Ann", "Mary Ann"]],
    ["TERMINATE", []],
  ])("%j", (text, found) => {
    expect(mentions(text, names)).toEqual(found);
  });
});

describe("llmSelect", () => {
  it.each(["none", "native"] as const)(
    "asks for JSON where a model can be held to it: %s",
    async (jsonSchema) => {
      const model = scriptedModel(["Bob"]);
      const capable = { ...model, capabilities: { ...model.capabilities, jsonSchema } };
      expect(await llmSelect({ model: capable }).next(state("Ann"))).toMatchObject({ speaker: "Bob" });
      expect(model.requests[0]?.output === undefined).toBe(jsonSchema === "none");
    },
  );

  it("takes the name the model gives", async () => {
    const model = scriptedModel(['{"speaker":"mary ann"}']);
    expect(await llmSelect({ model }).next(state("Ann"))).toMatchObject({ speaker: "Mary Ann" });
  });

  it("tells the situation only where there is one", async () => {
    const model = scriptedModel(() => "Bob");
    const policy = noRepeat(llmSelect({ model }));
    await policy.next({ ...state("Ann"), context: "Topics: rye bread" });
    await policy.next(state("Ann"));
    const [within, without] = model.requests.map(({ messages }) => String(messages.at(-1)?.content));
    expect(within).toContain(
      "The situation the conversation takes place in:\nTopics: rye bread\n\nWhat was said",
    );
    expect(without).not.toContain("The situation");
  });

  it("sends back what names nobody, several, or the excluded last speaker", async () => {
    const model = scriptedModel(["TERMINATE", "Bob or Mary Ann", "Ann", "Bob"]);
    const next = await llmSelect({ model, retries: 3 }).next(state("Ann"));
    expect(next).toMatchObject({
      speaker: "Bob",
      note: { refused: ["TERMINATE", "Bob or Mary Ann", "Ann"] },
      usage: { calls: 4 },
    });
    expect(model.requests[3]?.messages.at(-1)?.content).toContain("Ann may not speak now");
  });

  it("falls back to the next eligible in order, never to an excluded one", async () => {
    const model = scriptedModel(() => "Ann");
    expect(await llmSelect({ model }).next(state("Ann"))).toMatchObject({
      speaker: "Bob",
      note: { fallback: "Bob" },
    });
  });

  it("asks nobody when only one may speak", async () => {
    const model = scriptedModel([]);
    const policy = llmSelect({ model, candidates: () => ["Bob", "Ann"] });
    expect(await policy.next(state("Ann"))).toEqual({ speaker: "Bob" });
    expect(model.requests).toHaveLength(0);
  });
});
