import { resolveModel } from "@sdialog/llm";
import { describe, expect, it } from "vitest";
import { z } from "zod";

const order = z.object({
  drink: z.enum(["latte", "tea"]),
  size: z.enum(["small", "large"]),
  sugar: z.boolean(),
  cups: z.number().int().min(1).max(9),
  name: z.string().max(12),
});
const messages = [
  { role: "system", content: "Your name: Alice\nYour role: friendly barista" },
  { role: "user", content: "I would like a latte." },
] as const;

describe("replies constrained by a JSON schema", () => {
  it("fit it, with every seed, alone and together", async () => {
    const model = await resolveModel("local");
    const schema = z.toJSONSchema(order);
    const ask = (seed: number) =>
      model.generate({ messages, seed, temperature: 1.2, maxTokens: 80, output: { name: "order", schema } });
    const results = await Promise.all(Array.from({ length: 12 }, (_, seed) => ask(seed)));
    for (const { text, warnings, finishReason } of results) {
      expect(warnings).toEqual([]);
      expect(finishReason).toBe("stop");
      expect(order.safeParse(JSON.parse(text)).success).toBe(true);
    }
    expect(new Set(results.map(({ text }) => text)).size).toBeGreaterThan(3);
    expect((await ask(5)).text).toBe(results[5]!.text);
  });

  it("have room to become whole", async () => {
    const model = await resolveModel("local");
    const schema = z.toJSONSchema(z.object({ words: z.array(z.enum(["tea", "coffee", "milk"])).length(40) }));
    const { text, finishReason, usage } = await model.generate({
      messages,
      output: { name: "list", schema },
    });
    expect(finishReason).toBe("stop");
    expect((JSON.parse(text) as { words: string[] }).words).toHaveLength(40);
    expect(usage.outputTokens).toBeGreaterThan(80);
  });

  it("are free, and say why, when the schema cannot be enforced; the next one is again", async () => {
    const model = await resolveModel("local");
    const output = { name: "x", schema: { $ref: "#/nowhere" } };
    const { warnings, text } = await model.generate({ messages, output });
    expect(text).not.toBe("");
    expect(warnings).toEqual([
      { setting: "output", message: expect.stringMatching(/not enforced: .*nowhere/) },
    ]);
    const plain = { name: "y", schema: { type: "boolean" } };
    expect((await model.generate({ messages, output: plain })).text).toMatch(/^(true|false)$/);
  });
});
