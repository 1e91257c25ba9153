import { SDialogError } from "@sdialog/core";
import { ModelError } from "@sdialog/llm";
import { instantTimer, scriptedModel } from "@sdialog/llm/testing";
import { describe, expect, it } from "vitest";
import { attempter, runPlan } from "./run-plan.ts";
import { isHopeless } from "./task-outcome.ts";
import type { TaskContext, TaskPlan, TaskResult } from "./task-plan.ts";

type Run = (index: number, context: TaskContext) => TaskResult<string>;

const planOf = (run: Run, count = 3): TaskPlan<string> => ({
  count,
  seed: (index) => 100 + index,
  run: async (index, context) => run(index, context),
});
const failure = (kind: ConstructorParameters<typeof ModelError>[1]["kind"]): ModelError =>
  new ModelError("no", { kind, model: "x:y" });
const refused = { refused: { reason: "empty", message: "nothing was said" } };

async function everything(plan: TaskPlan<string>, options: Parameters<typeof runPlan>[1] = {}) {
  const made: string[] = [];
  const running = runPlan(plan, { concurrency: 1, backOff: { timer: instantTimer() }, ...options });
  for (let next = await running.next(); ; next = await running.next()) {
    if (next.done === true) return { made, report: next.value };
    made.push(next.value as string);
  }
}

describe("runPlan", () => {
  it.each(["no_credentials", "authentication", "permission", "not_found", "budget"] as const)(
    "stops at once when a model fails with %s, since every task would",
    async (kind) => {
      let runs = 0;
      const plan = planOf(() => {
        runs++;
        throw failure(kind);
      });
      await expect(everything(plan)).rejects.toMatchObject({ kind });
      expect(runs).toBe(1);
    },
  );

  it.each([
    [4, undefined, 1],
    [5, undefined, 0],
    [2, 2, 1],
    [1, 0, 0],
  ])(
    "waits for every call of a model that is busy %i times before each, of %s retries",
    async (times, modelRetries, done) => {
      const seeds: number[] = [];
      let busy = 0;
      const model = scriptedModel(() => {
        if (++busy % (times + 1) !== 0) throw failure("rate_limit");
        return "Yes.";
      });
      const plan: TaskPlan<string> = {
        ...planOf(() => refused, 1),
        run: async (_, context) => {
          seeds.push(context.seed);
          const asked = await context.model(model);
          for (const content of ["One?", "Two?", "Three?"])
            await asked.generate({ messages: [{ role: "user", content }] });
          return { made: "made" };
        },
      };
      const { made, report } = await everything(plan, { retries: 0, modelRetries });
      expect(made).toHaveLength(done);
      expect(report.failures).toEqual(done === 1 ? {} : { provider_error: 1 });
      expect(seeds).toEqual([100]);
    },
  );

  it("makes a result that is no good again under another seed, as often as allowed", async () => {
    const seeds: number[] = [];
    const plan = planOf((_, { seed }) => (seeds.push(seed), refused), 1);
    const { made, report } = await everything(plan, { retries: 2 });
    expect(made).toEqual([]);
    expect(report).toMatchObject({ wanted: 1, done: 0, failures: { empty: 1 }, missing: [0] });
    expect(seeds[0]).toBe(100);
    expect(new Set(seeds).size).toBe(3);
  });

  it("stops what is under way when nobody wants the rest, and frees what the tasks share", async () => {
    const reasons: unknown[] = [];
    let closed = 0;
    const plan: TaskPlan<string> = {
      ...planOf(() => refused),
      run: async (index, { signal }) => {
        if (index === 0) return { made: "first" };
        await new Promise((_, reject) =>
          signal.addEventListener("abort", () => {
            reasons.push(signal.reason);
            reject(signal.reason as Error);
          }),
        );
        return refused;
      },
      close: async () => {
        closed++;
      },
    };
    for await (const made of runPlan(plan)) {
      expect(made).toBe("first");
      break;
    }
    expect(reasons).toHaveLength(2);
    expect(closed).toBe(1);
  });

  it("tells after each task how far it is, and adds up what calls used, failed ones too", async () => {
    const usage = { inputTokens: 5, outputTokens: 0, calls: 1 };
    let calls = 0;
    const model = scriptedModel(() => {
      if (++calls === 1) throw new ModelError("no", { kind: "overloaded", model: "x:y", usage });
      return "Yes.";
    });
    const plan: TaskPlan<string> = {
      count: 2,
      seed: (index) => index,
      run: async (index, context) => {
        if (index === 1) return refused;
        const asked = await context.model(model);
        return { made: (await asked.generate({ messages: [{ role: "user", content: "Well?" }] })).text };
      },
    };
    const seen: unknown[] = [];
    const { made, report } = await everything(plan, {
      retries: 1,
      onProgress: ({ round, done, wanted, failures, index }) =>
        seen.push([index, round, done, wanted, failures]),
    });
    expect(made).toEqual(["Yes."]);
    expect(seen).toEqual([
      [0, 0, 1, 2, {}],
      [1, 0, 1, 2, { empty: 1 }],
    ]);
    expect(report.usage.calls).toBe(2);
    expect(report.usage.inputTokens).toBeGreaterThan(5);
  });

  it("gives what is no good to whoever wants it", async () => {
    const plan = planOf((index) => ({ made: `made ${index}`, ...(index === 1 ? refused : {}) }));
    expect((await everything(plan)).made).toEqual(["made 0", "made 2"]);
    const { made, report } = await everything(plan, { keepFailed: true });
    expect(made).toEqual(["made 0", "made 1", "made 2"]);
    expect(report).toMatchObject({ done: 2, missing: [1] });
  });

  it.each(["retries", "modelRetries"])("refuses %s that are no count", async (name) => {
    for (const count of [-1, 0.5])
      await expect(
        everything(
          planOf(() => refused),
          { [name]: count },
        ),
      ).rejects.toThrow(`${name} must be a whole number of at least 0, not ${count}`);
  });

  it.each([{}, undefined, { made: undefined }])(
    "ends at a run that gives %j, neither a result nor a reason",
    async (nothing) => {
      const ran: number[] = [];
      const plan = planOf((index) => (ran.push(index), nothing as TaskResult<string>));
      await expect(everything(plan)).rejects.toThrow("neither a result nor a reason for task 0");
      expect(ran).toEqual([0]);
    },
  );

  it("tries nothing again once it is cancelled", async () => {
    for (const ended of [refused, { error: failure("rate_limit") }]) {
      const stop = new AbortController();
      let runs = 0;
      const plan = planOf(() => {
        runs++;
        stop.abort(new Error("enough"));
        return ended;
      });
      const attempt = attempter({ retries: 5, backOff: { timer: instantTimer() } });
      await expect(attempt(plan, 0, { signal: stop.signal })).rejects.toThrow("enough");
      expect(runs).toBe(1);
    }
  });
});

describe("isHopeless", () => {
  it.each([
    ["model_no_credentials", true],
    ["model_authentication", true],
    ["model_permission", true],
    ["model_not_found", true],
    ["model_budget", true],
    ["missing_package", true],
    ["unknown_backend", true],
    ["model_rate_limit", false],
    ["model_server", false],
    ["invalid_argument", false],
  ])("of %s is %s", (code, expected) => {
    expect(isHopeless(new SDialogError("no", { code }))).toBe(expected);
  });

  it("is no error of another kind", () => {
    expect(isHopeless(Object.assign(new Error("no"), { code: "model_permission" }))).toBe(false);
  });
});
