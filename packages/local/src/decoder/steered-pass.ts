import type { Decoder, DecoderInput, DecoderOutput } from "./decoder.ts";
import type { Additions } from "../steering/change-rows.ts";

/**
 * One forward pass, steered. Where functions change activations of the tokens that are fed, the whole model is run before, to
 * see what they change: once for each tensor, in the order in which the model computes these, since what one changes the
 * next one sees.
 */
export async function steeredPass(decoder: Decoder, input: DecoderInput): Promise<DecoderOutput> {
  const { steering, rows } = input;
  if (steering === undefined) return decoder.run(input);
  const { plan } = steering;
  const marks = [...new Set(steering.marks.flat())];
  const tensors = decoder.steeredTensors.filter((tensor) =>
    marks.some((mark) => plan.hasFunction(tensor, mark)),
  );
  if (tensors.length === 0) return decoder.run(input);
  const additions = new Map<string, Additions>();
  for (const tensor of tensors) {
    // It is seen as it is before any edit, also at tokens that are edited along directions alone.
    additions.set(
      tensor,
      rows.map(() => []),
    );
    const seen = await decoder.run({
      ...input,
      keep: false,
      capture: [tensor],
      steering: { ...steering, additions },
    });
    const perRow = await Promise.all(
      rows.map(({ cached }, row) =>
        plan.additions(tensor, seen.activations(tensor, row), cached, steering.marks[row] ?? []),
      ),
    );
    additions.set(tensor, perRow);
  }
  return decoder.run({ ...input, steering: { ...steering, additions } });
}
