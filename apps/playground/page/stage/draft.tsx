import type { Draft as DraftData } from "./take-view.ts";

interface DraftProps {
  readonly draft: DraftData;
  readonly speaker: number;
}

/** A message while it is being made. */
export function Draft({ draft, speaker }: DraftProps) {
  return (
    <div class="turn draft" data-speaker={speaker}>
      <div class="who">{draft.speaker}</div>
      {draft.thinking === "" ? null : <p class="thinking">{draft.thinking}</p>}
      <p class="said">
        {draft.text}
        <span class="caret" aria-hidden="true" />
      </p>
    </div>
  );
}
