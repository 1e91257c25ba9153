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

  it.each([
    ["very short", /(\d+) to (\d+) words/],
    ["very_short", /(\d+) to (\d+) words/],
    ["long", /(\d+) to (\d+) words/],
    ["of any length", undefined],
    [undefined, undefined],
  ])("asks for a message that is %s", async (length, words) => {
    const told: (string | undefined)[] = [];
    for (const mode of ["full", "partial"] as const) {
      const model = scriptedModel([reply]);
      await adaptQuery({ model, persona: "p", query: "q", mode, length, random: new Random(1) });
      told.push(model.requests[0]?.messages.map(({ content }) => content).join("\n"));
    }
    expect(told[0]).not.toBe(told[1]);
    for (const each of told) {
      if (words === undefined) expect(each).not.toMatch(/\d+ to \d+ words/);
      else {
        const [, from, to] = words.exec(each ?? "") ?? [];
        expect(Number(from)).toBeLessThan(Number(to));
      }
    }
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
