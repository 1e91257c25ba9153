import { Random } from "@sdialog/core";
import { StructuredOutputError } from "@sdialog/llm";
import { scriptedModel } from "@sdialog/llm/testing";
import { describe, expect, it } from "vitest";
import { adaptQuery } from "./adapt-query.ts";

const reply = JSON.stringify({ message: "hey, can u sort this list?" });

describe("adaptQuery", () => {
  it("asks for the query as the person would type it, at the person's length", async () => {
    const model = scriptedModel([reply]);
    const adapted = await adaptQuery({
      model,
      persona: "Your role: nurse",
      query: "Sort this list.",
      length: "short",
      mode: "full",
      random: new Random(1),
    });
    expect(adapted).toMatchObject({ text: "hey, can u sort this list?", mode: "full", usage: { calls: 1 } });
    const [system, user] = model.requests[0]?.messages ?? [];
    expect(system?.content).toContain("role: nurse");
    expect(user?.content).toContain("Sort this list.");
    expect(user?.content).toContain("20 to 40 words");
  });

  it("draws the mode half and half", async () => {
    const model = scriptedModel(() => reply);
    let full = 0;
    for (let seed = 0; seed < 400; seed++) {
      const { mode } = await adaptQuery({ model, persona: "", query: "q", random: new Random(seed) });
      if (mode === "full") full++;
    }
    expect(Math.abs(full / 400 - 0.5)).toBeLessThan(0.08);
  });

  it("fails rather than take a refusal for the query", async () => {
    const model = scriptedModel(() => "I cannot do that.");
    await expect(
      adaptQuery({ model, persona: "", query: "q", random: new Random(1) }),
    ).rejects.toBeInstanceOf(StructuredOutputError);
  });
});
