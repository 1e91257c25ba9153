import type { Direction, InspectedResponse, InspectedToken } from "@sdialog/interpretability";
import type { LookView, TokenView } from "../../protocol/inspection.ts";

interface LookViewOptions {
  /** Measures components along it instead of lengths. */
  readonly direction?: Direction;
  /** Names of the states of tokens. */
  readonly states: ReadonlyMap<InspectedToken, string>;
  /** The layers whose attention can be captured. */
  readonly attentive: readonly string[];
  /** The same reply with a layer's attention captured. */
  readonly looking?: InspectedResponse | undefined;
  /** Whether it was captured for the prompt as well. */
  readonly promptLooks?: boolean;
}

/** The layers that were captured, first to last. */
export function layersOf({ captures }: InspectedResponse): readonly string[] {
  return captures.map(({ site }) => site).sort(byNumber.compare);
}

/** A reply as the page shows it. */
export function lookView(
  response: InspectedResponse,
  { direction, states, attentive, looking, promptLooks = false }: LookViewOptions,
): LookView {
  const layers = layersOf(response);
  const view = (
    token: InspectedToken,
    place: number,
    top: TokenView["top"],
    same: InspectedToken | undefined,
  ): TokenView => ({
    text: token.text,
    place,
    top,
    values: layers.map((site) => {
      const activation = token.activation(site);
      return rounded(direction === undefined ? lengthOf(activation) : direction.project(activation));
    }),
    states: states.get(token) ?? "",
    looks: [...(same?.attention() ?? [])].map((share) => Number(share.toFixed(4))),
  });
  return {
    reply: response.text,
    layers,
    attentive,
    prompt: response.prompt.map((token, index) =>
      view(token, index, [], promptLooks ? looking?.prompt[index] : undefined),
    ),
    tokens: response.tokens.map((token, index) =>
      view(token, response.prompt.length + index, token.top, looking?.tokens[index]),
    ),
  };
}

const byNumber = new Intl.Collator("en", { numeric: true });

function lengthOf(activation: Float32Array): number {
  return Math.sqrt(activation.reduce((sum, value) => sum + value * value, 0));
}

function rounded(value: number): number {
  return Number(value.toPrecision(5));
}
