import type { TokenView } from "../../src/protocol/inspection.ts";
import { shownToken } from "./shown-token.ts";

interface TokenCardProps {
  readonly token: TokenView;
  readonly layers: readonly string[];
}

/** One token in full: what else it might have been, and what each layer holds. */
export function TokenCard({ token, layers }: TokenCardProps) {
  return (
    <aside class="card token-card" aria-label={`Token ${shownToken(token.text)}`}>
      <h3>{shownToken(token.text)}</h3>
      {token.top.length === 0 ? (
        <p class="quiet">A token of the prompt: it was given.</p>
      ) : (
        <ol class="top">
          {token.top.map(({ token: other, probability }) => (
            <li>
              <span>{shownToken(other)}</span>
              <meter min={0} max={1} value={probability} aria-label={`Probability of ${shownToken(other)}`} />
              <span class="quiet">{(probability * 100).toFixed(1)} %</span>
            </li>
          ))}
        </ol>
      )}
      <table class="layers">
        <thead>
          <tr>
            <th scope="col">Layer</th>
            <th scope="col" class="number">
              Value
            </th>
            <th scope="col">Would say</th>
          </tr>
        </thead>
        <tbody>
          {layers.map((layer, at) => (
            <tr key={layer}>
              <th scope="row">{layer.replace(/^.*layers\./, "")}</th>
              <td class="number">{token.values[at]}</td>
              <td>{token.lens[at]?.map(shownToken).join(", ")}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </aside>
  );
}
