import { expect, it } from "vitest";
import type { Edit } from "../steering/edit.ts";
import { SteeringPlan } from "../steering/steering-plan.ts";
import type { Decoder, DecoderInput } from "./decoder.ts";
import { steeredPass } from "./steered-pass.ts";

const place = { side: "output", tokens: "all" } as const;
const edits: readonly Edit[] = [
  { ...place, site: "a", operation: "add", direction: Float32Array.of(1, 0), strength: 1 },
  { ...place, site: "a", operation: "function", tokens: "last", change: (x) => x },
  { ...place, site: "b", operation: "function", tokens: { generated: { from: 1, to: 2 } }, change: (x) => x },
];

it.each([
  ["the beginning of a prompt", 0, 2, []],
  ["the end of it", 1, 3, ["a"]],
  ["the first token of the reply", 3, 4, ["b"]],
  ["both", 2, 4, ["a", "b"]],
  ["a later token", 4, 5, []],
])("runs the model before for what functions change in %s", async (_, from, to, expected) => {
  const seen: string[] = [];
  const inputs: DecoderInput[] = [];
  const decoder = {
    steeredTensors: ["a", "b"],
    run: async (input: DecoderInput) => {
      seen.push(...(input.capture ?? []));
      inputs.push(input);
      return { activations: () => new Float32Array(2 * (to - from)) };
    },
  } as unknown as Decoder;
  const plan = new SteeringPlan(edits, ({ site }) => [site], {
    change: ({ data }) => Promise.resolve(data),
    promptLength: 3,
  });
  const positions = Array.from({ length: to - from }, (__, index) => from + index);
  const marks = [positions.map((position) => plan.mark(position, 3))];
  await steeredPass(decoder, {
    rows: [{ tokens: positions, cached: from }],
    keep: true,
    steering: { plan, marks },
  });
  expect(seen).toEqual(expected);
  expect(inputs).toHaveLength(expected.length + 1);
  expect([...(inputs.at(-1)?.steering?.additions?.keys() ?? [])]).toEqual(expected);
});
