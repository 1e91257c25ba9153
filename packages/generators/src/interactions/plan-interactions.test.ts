import { expect, it } from "vitest";
import { type PlanInteractionsOptions, planInteractions } from "./plan-interactions.ts";
import type { Query } from "./query.ts";

const queries = Array.from(
  { length: 9 },
  (_, index) => ({ id: `q${index}`, text: `${index}?` }) as unknown as Query,
);
const people = ["a clerk", "a baker"];

async function planned(more: Partial<PlanInteractionsOptions> = {}, substitutes: readonly number[] = []) {
  const options = { personas: people, queries, perPersona: 2, seed: 1, ...more };
  const plan = planInteractions(
    options,
    async ({ persona, query, metadata }) =>
      ({
        value: [persona.id, query.id, metadata["place"]],
      }) as never,
  );
  const run = async (index: number, substitute?: number) =>
    ((await plan.run(index, { substitute } as never)) as unknown as { value: [string, string, number] })
      .value;
  return {
    plan,
    tasks: await Promise.all(Array.from({ length: plan.count }, (_, index) => run(index))),
    reserve: await Promise.all(substitutes.map((substitute) => run(0, substitute))),
  };
}

it("asks every query once, of each person as often as told, in an order that their file's does not matter for", async () => {
  const { plan, tasks } = await planned();
  expect([plan.count, plan.supplement]).toEqual([4, { reserve: 5, rounds: 3 }]);
  expect(tasks.map(([, , place]) => place)).toEqual([0, 1, 0, 1]);
  expect(new Set(tasks.slice(0, 2).map(([id]) => id)).size).toBe(1);
  expect(new Set(tasks.map(([id]) => id)).size).toBe(2);
  expect(new Set(tasks.map(([, query]) => query)).size).toBe(4);
  expect((await planned({ queries: queries.toReversed() })).tasks).toEqual(tasks);
  expect((await planned({ seed: 2 })).tasks).not.toEqual(tasks);
});

it("takes those that are left from the end, so that asking for more changes nothing", async () => {
  const few = await planned({ count: 3 }, [0, 1, 2]);
  const more = await planned({ count: 5 }, [0, 1, 2]);
  expect(more.tasks.slice(0, 3)).toEqual(few.tasks);
  expect(more.reserve.map(([, query]) => query)).toEqual(few.reserve.map(([, query]) => query));
  const used = [...more.tasks, ...more.reserve].map(([, query]) => query);
  expect(new Set(used).size).toBe(used.length);
  // Listed people come again when there are more interactions than theirs.
  expect(more.tasks[4]?.slice(0, 1)).toEqual(more.tasks[0]?.slice(0, 1));
  expect(more.plan.supplement?.reserve).toBe(4);
});

it.each<[Partial<PlanInteractionsOptions>, RegExp]>([
  [{ count: 10 }, /9 different queries are not enough for 10/],
  [{ perPersona: 5 }, /9 different queries are not enough for 10/],
  [{ perPersona: 0 }, /perPersona must be a whole number of at least 1, not 0/],
  [{ perPersona: 1.5 }, /perPersona/],
  [{ supplementRounds: -1 }, /supplementRounds must be a whole number of at least 0/],
  [{ count: -1 }, /count must be a whole number of at least 0/],
  [{ personas: [] }, /personas is empty/],
  [{ personas: ["a clerk", "a clerk"] }, /same id/],
])("refuses %j", async (more, said) => {
  await expect(planned(more)).rejects.toThrow(said);
});

it("may ask nothing at all, and all there is", async () => {
  expect((await planned({ count: 0, supplementRounds: 0 })).plan).toMatchObject({
    count: 0,
    supplement: { reserve: 9, rounds: 0 },
  });
  const all = await planned({ count: 9 });
  expect(new Set(all.tasks.map(([, query]) => query)).size).toBe(9);
  expect(all.plan.supplement?.reserve).toBe(0);
});
