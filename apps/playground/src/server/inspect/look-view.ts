import type { Direction, InspectedResponse, InspectedToken } from "@sdialog/interpretability";
import type { LookView, TokenView } from "../../protocol/inspection.ts";

interface LookViewOptions {
  /** Measures components along it instead of lengths. */
  readonly direction?: Direction;
  /** Whether the prompt is shown as well. */
  readonly prompt?: boolean | undefined;
  /** The layers whose attention can be captured. */
  readonly attentive: readonly string[];
  /** The same reply with a layer's attention captured. */
  readonly looking?: InspectedResponse | undefined;
}

/** A reply as the page shows it. */
export function lookView(
  response: InspectedResponse,
  { direction, prompt = false, attentive, looking }: LookViewOptions,
): LookView {
  const layers = response.captures.map(({ site }) => site).sort(byNumber.compare);
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
      return rounded(direction === undefined ? Math.hypot(...activation) : direction.project(activation));
    }),
    lens: layers.map((site) => token.lens(site).map((likely) => likely.token)),
    looks: [...(same?.attention() ?? [])].map((share) => Number(share.toFixed(4))),
  });
  return {
    reply: response.text,
    layers,
    attentive,
    read: looking?.prompt.map(({ text }) => text) ?? [],
    prompt: prompt
      ? response.prompt.map((token, index) => view(token, index, [], looking?.prompt[index]))
      : [],
    tokens: response.tokens.map((token, index) =>
      view(token, response.prompt.length + index, token.top, looking?.tokens[index]),
    ),
  };
}

const byNumber = new Intl.Collator("en", { numeric: true });

function rounded(value: number): number {
  return Number(value.toPrecision(5));
}
