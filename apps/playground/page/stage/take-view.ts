import type { DialogData, DialogEvent, Turn } from "@sdialog/core";
import type { Scene } from "../../src/protocol/scene.ts";
import type { Origin, StageEvent, StageState, Take, TurnFigures } from "../../src/protocol/stage.ts";

/** A message that is being made. */
export interface Draft {
  readonly speaker: string;
  readonly text: string;
  readonly thinking: string;
}

/** A conversation as the page shows it. */
export interface TakeView {
  readonly id: string;
  readonly title: string;
  readonly scene: Scene;
  /** The dialogue it goes on from, as it was sent, and how many of its turns were kept. */
  readonly from: Origin | null;
  readonly turns: readonly Turn[];
  readonly events: readonly DialogEvent[];
  /** What each turn took, by its index; of turns from elsewhere nobody knows. */
  readonly figures: Readonly<Record<number, TurnFigures>>;
  readonly draft: Draft | null;
  readonly state: StageState;
  /** There when it is over. */
  readonly dialog: DialogData | null;
  readonly notices: readonly string[];
  readonly error: { readonly message: string; readonly hint?: string | undefined } | null;
}

/** A take before anything has happened in it; of a branch, the kept turns are there. */
export function newTake({ id, title, scene, from }: Take): TakeView {
  return {
    id,
    title,
    scene,
    from,
    ...keptOf(from),
    figures: {},
    draft: null,
    state: { is: "running" },
    dialog: null,
    notices: [],
    error: null,
  };
}

/** The take after something more has happened. */
export function afterEvent(take: TakeView, event: StageEvent): TakeView {
  switch (event.type) {
    case "speaker":
      return { ...take, draft: { speaker: event.speaker, text: "", thinking: "" } };
    case "delta": {
      const draft = take.draft ?? { speaker: event.speaker, text: "", thinking: "" };
      return { ...take, draft: { ...draft, [event.channel]: draft[event.channel] + event.delta } };
    }
    case "discard":
      return { ...take, draft: { speaker: event.speaker, text: "", thinking: "" } };
    case "event":
      return { ...take, events: [...take.events, event.event] };
    case "turn":
      return { ...take, draft: null, turns: [...take.turns, event.turn] };
    case "figures":
      return { ...take, figures: { ...take.figures, [event.index]: event.figures } };
    case "finish":
      return { ...take, draft: null, dialog: event.dialog };
    case "state":
      return { ...take, state: event.state, draft: event.state.is === "over" ? null : take.draft };
    case "notice":
      return { ...take, notices: [...take.notices, event.message] };
    case "error":
      return { ...take, error: event };
    case "start":
      return take;
  }
}

/** The events that belong to each turn: what happened before it was said; the last list belongs to what comes next. */
export function eventsByTurn(events: readonly DialogEvent[]): readonly (readonly DialogEvent[])[] {
  const groups: DialogEvent[][] = [[]];
  for (const event of events) {
    if (event.action === "utter") groups.push([]);
    else groups.at(-1)?.push(event);
  }
  return groups;
}

function keptOf(from: Origin | null): Pick<TakeView, "turns" | "events"> {
  if (from === null) return { turns: [], events: [] };
  const { dialog, turn, edited } = from;
  const turns = dialog.turns
    .slice(0, turn)
    .map((each, at) => (at === turn - 1 && edited !== undefined ? { ...each, text: edited } : each));
  let uttered = 0;
  const events = (dialog.events ?? []).filter(({ action }) => {
    const kept = uttered < turn;
    if (action === "utter") uttered++;
    return kept;
  });
  return { turns, events };
}
