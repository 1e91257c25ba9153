import type { Direction, InspectedResponse, InspectedToken } from "@sdialog/interpretability";
import type { LookView, TokenView } from "../../protocol/inspection.ts";

interface LookViewOptions {
  /** Measures components along it instead of lengths. */
  readonly direction?: Direction;
  /** Whether the prompt is shown as well. */
  readonly prompt?: boolean | undefined;
}

/** A reply as the page shows it. */
export function lookView(
  response: InspectedResponse,
  { direction, prompt = false }: LookViewOptions = {},
): LookView {
  const layers = response.captures.map(({ site }) => site).sort(byNumber.compare);
  const view = (token: InspectedToken, top: TokenView["top"]): TokenView => ({
    text: token.text,
    top,
    values: layers.map((site) => {
      const activation = token.activation(site);
      return rounded(direction === undefined ? Math.hypot(...activation) : direction.project(activation));
    }),
    lens: layers.map((site) => token.lens(site).map((likely) => likely.token)),
  });
  return {
    reply: response.text,
    layers,
    prompt: prompt ? response.prompt.map((token) => view(token, [])) : [],
    tokens: response.tokens.map((token) => view(token, token.top)),
  };
}

const byNumber = new Intl.Collator("en", { numeric: true });

function rounded(value: number): number {
  return Number(value.toPrecision(5));
}
