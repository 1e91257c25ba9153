import { useEffect, useRef } from "preact/hooks";
import { namesOf } from "../state/scene.ts";
import { Draft } from "./draft.tsx";
import { figuresText, sumOf } from "./figures.ts";
import { SayForm } from "./say-form.tsx";
import { shownIds, takes } from "./takes.ts";
import { eventsByTurn, type TakeView } from "./take-view.ts";
import { Notes } from "./notes.tsx";
import { TurnItem } from "./turn-item.tsx";

interface TakeColumnProps {
  readonly take: TakeView;
  readonly beside: TakeView | undefined;
  /** Place among the takes on view. */
  readonly at: number;
}

/** One conversation from its first turn to the one being made. */
export function TakeColumn({ take, beside, at }: TakeColumnProps) {
  const end = useRef<HTMLDivElement>(null);
  const running = take.state.is !== "over";
  useEffect(() => {
    // Whoever has scrolled up to read is left there.
    const near = (end.current?.getBoundingClientRect().top ?? 0) < innerHeight + 160;
    if (running && near) end.current?.scrollIntoView({ block: "nearest" });
  }, [take.turns.length, running]);
  const groups = eventsByTurn(take.events);
  const speakers = speakersOf(take);
  return (
    <section class="take" aria-label={take.title}>
      <header class="row">
        <select
          aria-label={`Take on view ${at + 1}`}
          value={take.id}
          onChange={(event) => show(at, event.currentTarget.value)}
        >
          {takes.value.map(({ id, title }) => (
            <option value={id} selected={id === take.id}>
              {title}
            </option>
          ))}
        </select>
        <span class="grow" />
        <span class="state" role="status">
          {stateText(take)}
        </span>
        {beside === undefined ? null : (
          <button
            type="button"
            class="plain"
            aria-label={`Close ${take.title}`}
            onClick={() => hide(take.id)}
          >
            Close
          </button>
        )}
      </header>
      {take.turns.length === 0 ? null : (
        <p class="figures" role="note" aria-label="In all">
          {take.turns.length} {take.turns.length === 1 ? "turn" : "turns"},{" "}
          {figuresText(take.turns, sumOf(Object.values(take.figures)))}
        </p>
      )}
      {take.notices.map((notice) => (
        <p class="notice">{notice}</p>
      ))}
      <ol class="turns" aria-live="polite">
        {take.turns.map((turn, index) => (
          <TurnItem
            key={index}
            take={take}
            turn={turn}
            index={index}
            speaker={speakers.indexOf(turn.speaker ?? "")}
            notes={groups[index] ?? []}
            differs={beside !== undefined && beside.turns[index]?.text !== turn.text}
          />
        ))}
      </ol>
      {take.draft === null ? null : (
        <Draft draft={take.draft} speaker={speakers.indexOf(take.draft.speaker)} />
      )}
      <Notes events={groups[take.turns.length] ?? []} />
      {take.state.is === "listening" ? <SayForm take={take} name={take.state.to} /> : null}
      {take.error === null ? null : (
        <p class="error" role="alert">
          {take.error.message} {take.error.hint}
        </p>
      )}
      <div ref={end} />
    </section>
  );
}

function stateText({ state, dialog, turns }: TakeView): string {
  switch (state.is) {
    case "running":
      return "running";
    case "paused":
      return `paused after ${turns.length} turns`;
    case "listening":
      return `${state.to} is you`;
    case "over":
      return `over: ${turns.length} turns, ${String(dialog?.["stopReason"] ?? "ended").replaceAll("_", " ")}`;
  }
}

/** Speakers by their place in the cast; whoever is not in it follows. */
function speakersOf({ scene, turns }: TakeView): string[] {
  return [...new Set([...namesOf(scene), ...turns.map(({ speaker }) => speaker ?? "")])];
}

function show(at: number, id: string): void {
  const ids = shownIds.value.map((each, index) => (index === at ? id : each));
  shownIds.value = [...new Set(ids)];
}

function hide(id: string): void {
  shownIds.value = shownIds.value.filter((each) => each !== id);
}
