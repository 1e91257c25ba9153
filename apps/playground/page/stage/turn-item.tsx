import type { DialogEvent, Turn } from "@sdialog/core";
import { useState } from "preact/hooks";
import { BranchForm } from "./branch-form.tsx";
import { EditForm } from "./edit-form.tsx";
import { figuresText } from "./figures.ts";
import { Notes } from "./notes.tsx";
import type { TakeView } from "./take-view.ts";

interface TurnItemProps {
  readonly take: TakeView;
  readonly turn: Turn;
  readonly index: number;
  /** Place of the speaker in the cast. */
  readonly speaker: number;
  readonly notes: readonly DialogEvent[];
  readonly differs: boolean;
}

/** One turn, with what led to it, and a way to go on from it. */
export function TurnItem({ take, turn, index, speaker, notes, differs }: TurnItemProps) {
  const [open, setOpen] = useState<"edit" | "branch" | null>(null);
  const toggle = (which: "edit" | "branch"): void => setOpen(open === which ? null : which);
  const clean = turn["clean"];
  return (
    <li class={differs ? "turn differs" : "turn"} data-speaker={speaker}>
      <div class="who">
        {turn.speaker}
        {differs ? <span class="mark">differs</span> : null}
        <span class="actions">
          <button
            type="button"
            class="plain"
            aria-expanded={open === "edit"}
            aria-label={`Edit turn ${index + 1}`}
            onClick={() => toggle("edit")}
          >
            Edit
          </button>
          <button
            type="button"
            class="plain"
            aria-expanded={open === "branch"}
            aria-label={`Branch from turn ${index + 1}`}
            onClick={() => toggle("branch")}
          >
            Branch
          </button>
        </span>
      </div>
      <p class="said">{turn.text}</p>
      <p class="figures">{figuresText([turn], take.figures[index])}</p>
      {typeof clean === "string" ? <p class="clean">without noise: {clean}</p> : null}
      <Notes events={notes} />
      {open === "edit" ? (
        <EditForm take={take} index={index} text={turn.text} onDone={() => setOpen(null)} />
      ) : null}
      {open === "branch" ? <BranchForm take={take} turn={index + 1} onDone={() => setOpen(null)} /> : null}
    </li>
  );
}
