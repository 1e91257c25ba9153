import { describe, expect, it } from "vitest";
import type { ChatModel } from "./chat-model.ts";
import { countOf, isUntold, sumOfCounts, toldCount } from "./checked-usage.ts";
import { defineChatModel } from "./define-chat-model.ts";
import { resolveModel } from "./resolve-model.ts";
import { withBudget } from "./middleware/with-budget.ts";
import { wrapModel } from "./middleware/wrap-model.ts";

const request = { messages: [{ role: "user" as const, content: "How late is the ferry?" }] };
const capabilities = { streaming: false, tools: false, jsonSchema: "none", thinking: false } as never;

/** A model that somebody wrote by hand, with whatever it counts. */
class OwnModel implements Pick<ChatModel, "generate" | "stream"> {
  readonly specVersion = 1;
  readonly id = "own:model";
  readonly capabilities = capabilities as ChatModel["capabilities"];
  readonly usage: unknown;
  constructor(usage: unknown) {
    this.usage = usage;
  }
  async generate() {
    const said = { text: "Ten minutes.", toolCalls: [], finishReason: "stop", warnings: [], model: "m" };
    return { ...said, usage: this.usage } as never;
  }
  async *stream() {
    yield { type: "finish" as const, result: await this.generate() };
  }
}

const nonsense = [
  [{ inputTokens: -5, outputTokens: Number.NaN, calls: 1 }, 2],
  [{ inputTokens: 1.5, outputTokens: 1e308, calls: -1, cost: -3 }, 4],
  [{ inputTokens: "many", outputTokens: 0, calls: 1, cachedInputTokens: {} }, 2],
  [undefined, 1],
  [null, 1],
] as const;

const doors: Readonly<Record<string, (model: ChatModel) => ChatModel | Promise<ChatModel>>> = {
  resolveModel: (model) => resolveModel(model),
  defineChatModel: (model) =>
    defineChatModel({ id: "own:model", capabilities, generate: (asked) => model.generate(asked) }),
  wrapModel: (model) =>
    wrapModel(model, {
      generate: (asked, next) => next(asked),
      stream: (asked, next) => next(asked),
    }),
};

describe.each(Object.entries(doors))("an own model behind %s", (_door, open) => {
  it.each(nonsense)(
    "that counts %j has counts that are counts, and a warning for each",
    async (usage, wrong) => {
      const model = await open(new OwnModel(usage));
      for await (const chunk of model.stream(request)) {
        if (chunk.type !== "finish") continue;
        expect(chunk.result.usage.calls).toBe(1);
      }
      const { usage: used, warnings } = await model.generate(request);
      for (const count of Object.values(used)) expect(Number.isSafeInteger(count) && count >= 0).toBe(true);
      expect(warnings.filter(({ setting }) => setting === "usage")).toHaveLength(wrong);
      await expect(
        (async () => {
          const limited = withBudget({ tokens: 60 })(model);
          for (let call = 0; call < 60; call++) await limited.generate(request);
        })(),
      ).rejects.toMatchObject({ kind: "budget" });
    },
  );
});

it("a model is the same however often it is resolved, and a sound result is left as it is", async () => {
  const own = new OwnModel({ inputTokens: 1, outputTokens: 2, calls: 1 });
  const model = await resolveModel(own);
  expect(await resolveModel(own)).toBe(model);
  expect(await resolveModel(model)).toBe(model);
  expect((await model.generate(request)).usage).toEqual({ inputTokens: 1, outputTokens: 2, calls: 1 });
});

it.each<[unknown, number | undefined]>([
  [0, 0],
  [7, 7],
  [1e9, 1e9],
  [1e9 + 1, undefined],
  ["12", 12],
  ["", undefined],
  ["many", undefined],
  [-1, undefined],
  [1.5, undefined],
  [Infinity, undefined],
  [null, undefined],
  [true, undefined],
  [[7], undefined],
])("of %j, the count is %j", (told, count) => {
  expect(countOf(told)).toBe(count);
  const warnings: string[] = [];
  expect(
    toldCount("outputTokens", told, (setting, message) => void warnings.push(`${setting}: ${message}`)),
  ).toBe(count ?? 0);
  expect(warnings.map((each) => each.slice(0, 24))).toEqual(
    count === undefined ? ["usage: the server counte"] : [],
  );
});

it("costs may have a fraction, and what is untold is no part of a sum", () => {
  const warn = () => expect.fail("warned");
  expect([toldCount("cost", 0.25, warn), toldCount("cost", "0.5", warn)]).toEqual([0.25, 0.5]);
  expect([undefined, null, "", 0, "0"].map(isUntold)).toEqual([true, true, true, false, false]);
  expect([
    sumOfCounts(),
    sumOfCounts(undefined, null, ""),
    sumOfCounts(1, undefined, "2"),
    sumOfCounts(0),
  ]).toEqual([undefined, undefined, 3, 0]);
  expect(sumOfCounts(1, "many")).toBeNaN();
});
