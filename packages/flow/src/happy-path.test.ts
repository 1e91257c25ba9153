import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { endNode, startNode, weighEdges } from "./flow.ts";
import { happyPath } from "./happy-path.ts";

const ids = ["a0", "a1", "b0", "b1"];
const nodes = ids.map((id) => ({ id, role: id.slice(0, 1) }));
interface Step {
  readonly source: string;
  readonly target: string;
  readonly count: number;
}

/** Every way from start to end that meets no node twice. */
function ways(steps: readonly Step[], from = startNode, met: readonly string[] = []): Step[][] {
  if (from === endNode) return [[]];
  return steps
    .filter(({ source, target }) => source === from && !met.includes(target))
    .flatMap((step) => ways(steps, step.target, [...met, step.target]).map((rest) => [step, ...rest]));
}
const roleOf = (id: string): string => id.slice(0, 1);
const alternates = (way: readonly Step[]): boolean =>
  way.every(
    ({ source, target }) => source === startNode || target === endNode || roleOf(source) !== roleOf(target),
  );
const cost = (way: readonly Step[]): number => way.reduce((sum, { count }) => sum + 1 / count, 0);

const flows = fc
  .array(
    fc.tuple(
      fc.constantFrom(startNode, ...ids),
      fc.constantFrom(...ids, endNode),
      fc.integer({ min: 1, max: 9 }),
    ),
    { maxLength: 14 },
  )
  .map((steps) => [
    ...new Map(
      steps.map(([source, target, count]) => [`${source} ${target}`, { source, target, count }]),
    ).values(),
  ]);

describe("happyPath", () => {
  it("is the cheapest of all ways on which roles alternate, or of all where there is none", () => {
    fc.assert(
      fc.property(flows, (steps) => {
        const all = ways(steps);
        const alternating = all.filter(alternates);
        const open = alternating.length > 0 ? alternating : all;
        const path = happyPath({ nodes, edges: weighEdges(steps) });
        if (open.length === 0) {
          expect(path).toBeNull();
          return;
        }
        const on = [startNode, ...(path ?? []), endNode];
        const taken = on.slice(1).map((target, index) => {
          const step = steps.find((each) => each.source === on[index] && each.target === target);
          return step as Step;
        });
        expect(taken).not.toContain(undefined);
        expect(cost(taken)).toBeCloseTo(Math.min(...open.map(cost)), 12);
        if (alternating.length > 0) expect(alternates(taken)).toBe(true);
      }),
      { numRuns: 400 },
    );
  });
});
