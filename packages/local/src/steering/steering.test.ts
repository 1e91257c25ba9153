import { Random } from "@sdialog/core";
import { describe, expect, it } from "vitest";
import { composeEdits } from "./compose-edits.ts";
import type { DirectionEdit, Operation } from "./edit.ts";
import { SteeringPlan } from "./steering-plan.ts";
import { firstSelected, isSelected, type TokenSelector } from "./token-selector.ts";

const random = new Random("steering");
const vector = (): Float32Array => Float32Array.from({ length: 6 }, () => random.normal());
const dot = (a: ArrayLike<number>, b: ArrayLike<number>): number =>
  Array.from(a).reduce((sum, value, index) => sum + value * b[index]!, 0);

/** One edit as its definition says. */
function applied(
  x: number[],
  { operation, direction, strength }: Pick<DirectionEdit, "operation" | "direction" | "strength">,
): number[] {
  const unit = Array.from(direction, (value) => value / Math.sqrt(dot(direction, direction)));
  const along = dot(x, unit);
  const change: Record<Operation, (index: number) => number> = {
    add: (index) => strength * direction[index]!,
    ablate: (index) => -strength * along * unit[index]!,
    scale: (index) => (strength - 1) * along * unit[index]!,
    pin: (index) => (strength - along) * unit[index]!,
  };
  return x.map((value, index) => value + change[operation](index));
}

describe("composeEdits", () => {
  it("gives what the edits give one after another", () => {
    for (let trial = 0; trial < 200; trial++) {
      const edits = Array.from({ length: random.integer(0, 4) }, () => ({
        operation: random.pick(["add", "ablate", "scale", "pin"] as const),
        direction: vector(),
        strength: random.normal(0, 2),
      }));
      const x = [...vector()];
      const expected = edits.reduce(applied, x);
      const terms = composeEdits(edits);
      const actual = x.map(
        (value, index) =>
          value + terms.reduce((sum, term) => sum + (dot(x, term.read) + term.bias) * term.write[index]!, 0),
      );
      for (const [index, value] of expected.entries()) expect(actual[index]).toBeCloseTo(value, 9);
    }
  });
});

describe("isSelected", () => {
  const selected = (selector: TokenSelector): number[] =>
    [0, 1, 2, 3, 4, 5, 6].filter((position) => isSelected(selector, position, 4));

  it.each([
    ["all", [0, 1, 2, 3, 4, 5, 6]],
    ["prompt", [0, 1, 2, 3]],
    ["generated", [3, 4, 5, 6]],
    ["last", [3]],
    [{ prompt: { from: -2 } }, [2, 3]],
    [{ prompt: { from: 1, to: -1 } }, [1, 2]],
    [{ generated: { to: 2 } }, [3, 4]],
    [{ generated: { from: 1 } }, [4, 5, 6]],
  ] as const)("%o of a prompt of four tokens is %o", (selector, positions) => {
    expect(selected(selector)).toEqual(positions);
    expect(firstSelected(selector, 4)).toBe(Math.min(positions[0], 4));
  });
});

describe("SteeringPlan", () => {
  const edit = (changes: Partial<DirectionEdit> = {}): DirectionEdit => ({
    site: "model.layers.1",
    side: "output",
    operation: "add",
    direction: Float32Array.of(1, 2),
    strength: 1,
    tokens: "generated",
    ...changes,
  });
  const plan = (...edits: DirectionEdit[]): SteeringPlan => new SteeringPlan(edits, ({ site }) => [site]);

  it("marks tokens by the edits that act on them", () => {
    const two = plan(edit(), edit({ tokens: "prompt", operation: "ablate" }));
    const marks = [0, 1, 2, 3].map((position) => two.mark(position, 3));
    expect(marks[0]).toBe(marks[1]);
    expect(new Set(marks).size).toBe(3);
    expect(two.terms("model.layers.1", marks[2]!)).toHaveLength(2);
    expect(two.terms("model.layers.1", marks[3]!)).toHaveLength(1);
    expect(two.terms("model.layers.2", marks[3]!)).toHaveLength(0);
    expect(plan(edit()).mark(0, 3)).toBe("");
  });

  it("tells plans apart by everything that changes activations", () => {
    const plans = [
      plan(edit()),
      plan(edit({ strength: 2 })),
      plan(edit({ direction: Float32Array.of(1, 3) })),
      plan(edit({ side: "input" })),
      plan(edit({ operation: "pin" })),
    ];
    expect(new Set(plans.map(({ signature }) => signature)).size).toBe(5);
    expect(plan(edit()).signature).toBe(plan(edit()).signature);
    expect(plan().signature).toBe("");
  });

  it("refuses directions without a direction", () => {
    expect(() => plan(edit({ direction: new Float32Array(4) }))).toThrow(/length 0/);
    expect(() => plan(edit({ direction: Float32Array.of(Number.NaN) }))).toThrow(/not finite/);
  });
});
