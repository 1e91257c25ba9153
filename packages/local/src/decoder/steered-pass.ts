import type { Decoder, DecoderInput, DecoderOutput } from "./decoder.ts";
import type { Additions } from "../steering/change-rows.ts";

/**
 * One forward pass, steered. Where functions change activations, the model is run up to there first: once for each tensor
 * that they change, in the order in which the model computes these, since what one changes the next one sees.
 */
export async function steeredPass(decoder: Decoder, input: DecoderInput): Promise<DecoderOutput> {
  const { steering, rows } = input;
  const tensors = decoder.steeredTensors.filter((tensor) => steering?.plan.hasFunction(tensor) === true);
  if (steering === undefined || tensors.length === 0) return decoder.run(input);
  const additions = new Map<string, Additions>();
  for (const tensor of tensors) {
    const seen = await decoder.run({
      ...input,
      keep: false,
      capture: [tensor],
      steering: { ...steering, additions },
    });
    const perRow = await Promise.all(
      rows.map(({ cached }, row) =>
        steering.plan.additions(tensor, seen.activations(tensor, row), cached, steering.marks[row] ?? []),
      ),
    );
    additions.set(tensor, perRow);
  }
  return decoder.run({ ...input, steering: { ...steering, additions } });
}
