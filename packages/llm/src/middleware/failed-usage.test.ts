import { describe, expect, it } from "vitest";
import type { ChatModel } from "../chat-model.ts";
import { ModelError } from "../errors/model-error.ts";
import { instantTimer } from "../testing/instant-timer.ts";
import { scriptedModel } from "../testing/scripted-model.ts";
import { usageMeter } from "./usage-meter.ts";
import { withBudget } from "./with-budget.ts";
import { withRetry } from "./with-retry.ts";

const usage = { inputTokens: 7000, outputTokens: 900, calls: 1 };
const empty = () =>
  new ModelError("the reply holds no choice", { kind: "empty_response", model: "x:y", usage });
const request = { messages: [{ role: "user" as const, content: "Hi" }] };
const ask = (model: ChatModel) => model.generate(request);

describe("what failed calls used", () => {
  it("is part of the result when another try succeeds", async () => {
    const model = withRetry({ timer: instantTimer() })(scriptedModel([empty(), empty(), "Hi"]));
    const { usage: used } = await ask(model);
    expect(used.calls).toBe(3);
    expect(used.inputTokens).toBeGreaterThanOrEqual(14_000);
  });

  it("is part of the last error when none does", async () => {
    const model = withRetry({ timer: instantTimer(), retries: 1 })(scriptedModel([empty(), empty()]));
    await expect(ask(model)).rejects.toMatchObject({ usage: { inputTokens: 14_000, outputTokens: 1800 } });
  });

  it("is counted by meters and budgets", async () => {
    const meter = usageMeter();
    const model = withBudget({ tokens: 7900 })(meter.middleware(scriptedModel([empty(), "Hi"])));
    await expect(ask(model)).rejects.toMatchObject({ kind: "empty_response" });
    expect(meter.total()).toMatchObject(usage);
    await expect(ask(model)).rejects.toMatchObject({ kind: "budget" });
  });
});
