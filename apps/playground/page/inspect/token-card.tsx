import { useEffect, useRef } from "preact/hooks";
import type { TokenView } from "../../src/protocol/inspection.ts";
import { lensOf, readInView } from "./lens-state.ts";
import { shortLayer, shownToken } from "./shown-token.ts";

interface TokenCardProps {
  readonly token: TokenView;
  readonly layers: readonly string[];
  /** The tokens of prompt and reply by their place, where attention is shown. */
  readonly texts: readonly string[];
}

/** How many of the tokens that were looked at are told. */
const told = 8;

/** One token in full: what else it might have been, and what each layer holds. */
export function TokenCard({ token, layers, texts }: TokenCardProps) {
  const { states } = token;
  const card = useRef<HTMLElement>(null);
  // Its column may be out of view.
  useEffect(() => (card.current === null ? undefined : readInView(card.current, states)), [states]);
  const lens = lensOf(states).value;
  return (
    <aside ref={card} class="card token-card" aria-label={`Token ${shownToken(token.text)}`}>
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
      {token.looks.length === 0 ? null : <Looks token={token} texts={texts} />}
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
              <th scope="row">{shortLayer(layer)}</th>
              <td class="number">{token.values[at]}</td>
              <td>{lens === undefined ? "…" : lens[at]?.map(shownToken).join(", ")}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </aside>
  );
}

/** The tokens that were looked at most, the share of attention each got, and where it stands. */
function Looks({ token, texts }: Pick<TokenCardProps, "token" | "texts">) {
  const shares = token.looks.map((share, place) => ({ share, place, text: shownToken(texts[place] ?? "") }));
  return (
    <section class="looks" aria-label="Looked at">
      <h4>{token.top.length === 0 ? "Looked at when it was read" : "Looked at when it was written"}</h4>
      <ol class="top">
        {shares
          .toSorted((one, other) => other.share - one.share)
          .slice(0, told)
          .map(({ share, place, text }) => (
            <li key={place}>
              <span>
                {text} <span class="quiet">{place}</span>
              </span>
              <meter min={0} max={1} value={share} aria-label={`Attention to ${text} at ${place}`} />
              <span class="quiet">{(share * 100).toFixed(1)} %</span>
            </li>
          ))}
      </ol>
    </section>
  );
}
