import { useState } from "preact/hooks";
import type { TokenView } from "../../src/protocol/inspection.ts";

interface HeatMapProps {
  readonly title: string;
  readonly layers: readonly string[];
  readonly tokens: readonly TokenView[];
  /** Tokens that set the shades, when they are not these alone: two maps side by side share theirs. */
  readonly among?: readonly TokenView[] | undefined;
  /** Whether values have a sign: components along a direction, not lengths. */
  readonly signed: boolean;
}

/**
 * A row per token, a column per layer. A cell is as dark as the activation there is strong among those of its layer,
 * and says what the model would have said had it stopped there.
 */
export function HeatMap({ title, layers, tokens, among = tokens, signed }: HeatMapProps) {
  const [chosen, setChosen] = useState(0);
  const scales = layers.map((_layer, at) =>
    scaleOf(
      among.map(({ values }) => values[at] ?? 0),
      signed,
    ),
  );
  const token = tokens[Math.min(chosen, tokens.length - 1)];
  return (
    <div class="heat">
      <table>
        <caption class="quiet">
          {title}: {signed ? "component along the direction" : "length"}, shaded within each layer; in the
          cells, what would be said from there
        </caption>
        <thead>
          <tr>
            <th scope="col">Token</th>
            {layers.map((layer) => (
              <th scope="col" title={layer}>
                {layer.replace(/^.*\./, "")}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {tokens.map((each, index) => (
            <tr key={index} class={each === token ? "chosen" : ""}>
              <th scope="row">
                <button
                  type="button"
                  class="link"
                  aria-pressed={each === token}
                  onClick={() => setChosen(index)}
                >
                  {shown(each.text)}
                </button>
              </th>
              {each.values.map((value, at) => (
                <td
                  key={at}
                  class={value < 0 ? "below" : ""}
                  style={{ "--heat": `${Math.round((scales[at]?.(value) ?? 0) * 40)}%` }}
                  title={`${layers[at]}: ${value}\n${each.lens[at]?.map(shown).join(", ")}`}
                >
                  {shown(each.lens[at]?.[0] ?? "")}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {token === undefined ? null : <TokenCard token={token} layers={layers} />}
    </div>
  );
}

function TokenCard({ token, layers }: { readonly token: TokenView; readonly layers: readonly string[] }) {
  return (
    <aside class="card" aria-label={`Token ${shown(token.text)}`}>
      <h3>{shown(token.text)}</h3>
      {token.top.length === 0 ? (
        <p class="quiet">A token of the prompt: it was given.</p>
      ) : (
        <ol class="top">
          {token.top.map(({ token: other, probability }) => (
            <li>
              <span>{shown(other)}</span>
              <meter min={0} max={1} value={probability} aria-label={`Probability of ${shown(other)}`} />
              <span class="quiet">{(probability * 100).toFixed(1)} %</span>
            </li>
          ))}
        </ol>
      )}
      <dl class="facts">
        {layers.map((layer, at) => (
          <div>
            <dt>{layer.replace(/^.*layers\./, "Layer ")}</dt>
            <dd>{token.values[at]}</dd>
          </div>
        ))}
      </dl>
    </aside>
  );
}

/** How strong a value is among others, 0 to 1. */
function scaleOf(values: readonly number[], signed: boolean): (value: number) => number {
  const strong = signed ? values.map(Math.abs) : values;
  const low = signed ? 0 : Math.min(...strong);
  const range = Math.max(...strong) - low;
  return (value) => (range === 0 ? 0 : ((signed ? Math.abs(value) : value) - low) / range);
}

/** A token's text with its white space visible, and marks of the chat template set apart. */
function shown(text: string): string {
  const mark = /^<\|(?:im_)?(.*)\|>$/.exec(text)?.[1];
  if (mark !== undefined) return `⟨${mark}⟩`;
  return text === "" ? "∅" : text.replaceAll("\n", "↵").replace(/^ /, "·");
}
