import { describe, expect, it } from "vitest";
import { ModelError } from "../errors/model-error.ts";
import { scriptedModel } from "../testing/index.ts";
import { compose } from "./compose.ts";
import { usageMeter } from "./usage-meter.ts";
import { withBudget } from "./with-budget.ts";
import { withCost } from "./with-cost.ts";

const request = { messages: [{ role: "user" as const, content: "Hi" }], maxTokens: 10 };
const spends = (inputTokens: number, outputTokens: number, id: string) =>
  scriptedModel(() => ({ text: "x", usage: { inputTokens, outputTokens, calls: 1 } }), { id });

describe("withCost and usageMeter", () => {
  it("prices what is known, dated snapshots too", async () => {
    const priced = withCost()(spends(1_000_000, 1_000_000, "openai:gpt-4.1-2025-04-14"));
    expect((await priced.generate(request)).usage.cost).toBe(10);
  });

  it("leaves an unknown price unknown, and with it the sum", async () => {
    const meter = usageMeter();
    const wrap = compose(meter.middleware, withCost({ prices: { "x:known": { input: 1, output: 2 } } }));
    await wrap(spends(1e6, 1e6, "x:known")).generate(request);
    expect(meter.total()).toMatchObject({ calls: 1, cost: 3 });
    await wrap(spends(1e6, 1e6, "x:other")).generate(request);
    expect(meter.total()).toMatchObject({ calls: 2, inputTokens: 2e6 });
    expect(meter.total().cost).toBeUndefined();
    expect(meter.byModel().get("x:known")?.cost).toBe(3);
  });

  it("does not take a provider's price for a server elsewhere", async () => {
    const elsewhere = {
      ...spends(10, 10, "openai:gpt-4o"),
      fingerprint: { baseURL: "http://127.0.0.1:8000/v1" },
    };
    expect((await withCost()(elsewhere).generate(request)).usage.cost).toBeUndefined();
  });
});

describe("withBudget", () => {
  it.each([
    [{ tokens: 5 }, "5 tokens"],
    [{ dollars: 0.00001 }, "$0.00001"],
    [{ tokens: 5, dollars: 9 }, "5 tokens and $9"],
  ])("says which budget is used up: %j", async (limits, said) => {
    const prices = { "x:a": { input: 1, output: 1 } };
    const model = withBudget({ ...limits, prices })(spends(20, 10, "x:a"));
    await model.generate(request).catch(() => undefined);
    await expect(model.generate(request)).rejects.toThrow(`x:a: the budget of ${said} is used up`);
  });

  it("refuses further calls of any model once the tokens are used up", async () => {
    const budget = withBudget({ tokens: 50 });
    const [a, b] = [budget(spends(20, 10, "x:a")), budget(spends(20, 10, "x:b"))];
    await a.generate(request);
    await b.generate(request);
    await expect(a.generate(request)).rejects.toMatchObject({
      kind: "budget",
      retryable: false,
      message: "x:a: the budget of 50 tokens is used up",
    });
  });

  it("counts calls under way, so that many at once do not overrun it", async () => {
    const limited = withBudget({ tokens: 50 })(spends(1, 9, "x:a"));
    const outcomes = await Promise.allSettled(Array.from({ length: 20 }, () => limited.generate(request)));
    expect(outcomes.filter(({ status }) => status === "fulfilled").length).toBeLessThanOrEqual(5);
  });

  it("counts a call with its estimate only while it is under way, also when it fails", async () => {
    let failing = true;
    const model = scriptedModel(
      () => {
        if (failing) throw new ModelError("no", { kind: "server", model: "x:a" });
        return { text: "x", usage: { inputTokens: 6, outputTokens: 4, calls: 1 } };
      },
      { id: "x:a" },
    );
    const limited = withBudget({ tokens: 50 })(model);
    for (let call = 0; call < 30; call++) await expect(limited.generate(request)).rejects.toThrow("no");
    failing = false;
    // Five calls of ten tokens each fill the fifty; no estimate of an earlier one is left in the way.
    for (let call = 0; call < 5; call++) expect((await limited.generate(request)).text).toBe("x");
    await expect(limited.generate(request)).rejects.toMatchObject({ kind: "budget" });
  });

  it("limits money, and refuses to guess a price", async () => {
    const limited = withBudget({ dollars: 1 })(spends(1e6, 0, "openai:gpt-4.1"));
    await limited.generate(request);
    await expect(limited.generate(request)).rejects.toMatchObject({
      kind: "budget",
      message: expect.stringContaining("the budget of $1 is used up"),
    });
    const both = withBudget({ tokens: 50, dollars: 1 })(spends(60, 0, "openai:gpt-4.1"));
    await both.generate(request);
    await expect(both.generate(request)).rejects.toThrow("the budget of 50 tokens and $1 is used up");
    expect(() => withBudget({ dollars: 1 })(spends(1, 1, "x:a"))).toThrow(/price of x:a/);
  });
});
