import type { Direction, InspectedResponse, InspectedToken } from "@sdialog/interpretability";
import type { LookView, TokenView } from "../../protocol/inspection.ts";

/** A reply as the page shows it. @param direction measures components along it instead of lengths */
export function lookView(response: InspectedResponse, direction?: Direction): LookView {
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
    prompt: response.prompt.map((token) => view(token, [])),
    tokens: response.tokens.map((token) => view(token, token.top)),
  };
}

const byNumber = new Intl.Collator("en", { numeric: true });

function rounded(value: number): number {
  return Number(value.toPrecision(5));
}
