import { useEffect, useRef, useState } from "preact/hooks";
import type { TokenView } from "../../src/protocol/inspection.ts";
import { TokenCard } from "./token-card.tsx";
import { lensOf, readInView } from "./lens-state.ts";
import { shownToken } from "./shown-token.ts";

interface HeatMapProps {
  readonly title: string;
  readonly layers: readonly string[];
  readonly tokens: readonly TokenView[];
  /** Tokens that set the shades, when they are not these alone: two maps side by side share theirs. */
  readonly among?: readonly TokenView[] | undefined;
  /** Whether values have a sign: components along a direction, not lengths. */
  readonly signed: boolean;
  /** The tokens of prompt and reply by their place, where attention is shown. */
  readonly read?: readonly TokenView[] | undefined;
}

/**
 * A column per token, in bands as wide as the page, with a cell per layer, the first on top. A cell is as dark as the
 * activation there is strong among those of its layer, and says what the model would have said had it stopped there. The
 * token under the pointer is told in full, and stays so when it is clicked. Where attention is shown, the words are as dark
 * as they were looked at when that token was written.
 */
export function HeatMap({ title, layers, tokens, among = tokens, signed, read = [] }: HeatMapProps) {
  const [chosen, setChosen] = useState(0);
  const [pointed, setPointed] = useState<number | null>(null);
  const scales = layers.map((_layer, at) =>
    scaleOf(
      among.map(({ values }) => values[at] ?? 0),
      signed,
    ),
  );
  const token = tokens[Math.min(pointed ?? chosen, tokens.length - 1)];
  const most = Math.max(...(token?.looks ?? []));
  return (
    <div class="heat">
      <p class="quiet">
        {title}: {layers.length} layers from top to bottom, in each cell what would be said from there.{" "}
        <Legend signed={signed} />
      </p>
      <div class="bands" onMouseLeave={() => setPointed(null)}>
        {tokens.map((each, index) => (
          <Column
            key={index}
            token={each}
            scales={scales}
            look={shade(token?.looks[each.place], most)}
            isTold={each === token}
            isChosen={index === chosen}
            onChoose={() => setChosen(index)}
            onPoint={(pointedAt) => setPointed(pointedAt ? index : null)}
          />
        ))}
      </div>
      {token === undefined ? null : (
        <TokenCard token={token} layers={layers} texts={read.map(({ text }) => text)} />
      )}
    </div>
  );
}

interface ColumnProps {
  readonly token: TokenView;
  /** How strong a value of each layer is, 0 to 1. */
  readonly scales: readonly ((value: number) => number)[];
  /** How dark the token itself is. */
  readonly look: string;
  readonly isTold: boolean;
  readonly isChosen: boolean;
  onChoose(): void;
  onPoint(pointedAt: boolean): void;
}

/** A token and its cells, which are read when they come into view. */
function Column({ token, scales, look, isTold, isChosen, onChoose, onPoint }: ColumnProps) {
  const { states, text, values } = token;
  const column = useRef<HTMLButtonElement>(null);
  useEffect(() => (column.current === null ? undefined : readInView(column.current, states)), [states]);
  const lens = lensOf(states).value;
  return (
    <button
      ref={column}
      type="button"
      class={isTold ? "token chosen" : "token"}
      aria-pressed={isChosen}
      aria-busy={lens === undefined}
      onClick={onChoose}
      onMouseEnter={() => onPoint(true)}
      onFocus={() => onPoint(true)}
      onBlur={() => onPoint(false)}
    >
      <span class="said-token" style={{ "--look": look }}>
        {shownToken(text)}
      </span>
      {values.map((value, at) => (
        <span
          key={at}
          class={value < 0 ? "cell below" : "cell"}
          style={{ "--heat": `${Math.round((scales[at]?.(value) ?? 0) * 45)}%` }}
        >
          {lens === undefined ? "…" : shownToken(lens[at]?.[0] ?? "")}
        </span>
      ))}
    </button>
  );
}

function Legend({ signed }: { readonly signed: boolean }) {
  return (
    <span class="legend">
      {signed ? (
        <>
          against the direction <span class="scale signed" aria-hidden="true" /> along it
        </>
      ) : (
        <>
          weak <span class="scale" aria-hidden="true" /> strong, within its layer
        </>
      )}
    </span>
  );
}

/** Shares differ by orders of magnitude: most of it often goes to the very first token. */
function shade(share: number | undefined, most: number): string {
  return `${Math.round(Math.sqrt((share ?? 0) / most) * 45) || 0}%`;
}

/** How strong a value is among others, 0 to 1. */
function scaleOf(values: readonly number[], signed: boolean): (value: number) => number {
  const strong = signed ? values.map(Math.abs) : values;
  const low = signed ? 0 : Math.min(...strong);
  const range = Math.max(...strong) - low;
  return (value) => (range === 0 ? 0 : ((signed ? Math.abs(value) : value) - low) / range);
}
