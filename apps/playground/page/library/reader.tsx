import type { OpenedDialog } from "../../src/protocol/library.ts";
import { Notes } from "../stage/notes.tsx";
import { showDialog } from "../stage/takes.ts";
import { eventsByTurn } from "../stage/take-view.ts";
import { scene } from "../state/scene.ts";
import { go } from "../state/views.ts";
import { AnnotationForm } from "./annotation-form.tsx";
import { opened as openedSignal, openNext } from "./library-state.ts";
import { sceneOfDialog } from "./scene-of-dialog.ts";

/** One dialogue to read, and what people say about it. */
export function Reader({ opened }: { readonly opened: OpenedDialog }) {
  const { dialog, place, annotation } = opened;
  const groups = eventsByTurn(dialog.events ?? []);
  const speakers = [...new Set(dialog.turns.map(({ speaker }) => speaker ?? ""))];
  return (
    <article class="card reader" aria-label="Dialogue">
      <header class="row">
        <h2>{speakers.join(" & ")}</h2>
        <span class="quiet">{place.file}</span>
        <span class="grow" />
        <button type="button" class="plain" aria-label="Previous dialogue" onClick={() => void openNext(-1)}>
          ↑
        </button>
        <button type="button" class="plain" aria-label="Next dialogue" onClick={() => void openNext(1)}>
          ↓
        </button>
        <button type="button" class="plain" onClick={() => (openedSignal.value = null)}>
          Close
        </button>
      </header>
      <AnnotationForm annotation={annotation} />
      <ol class="turns">
        {dialog.turns.map((turn, index) => (
          <li class="turn" data-speaker={speakers.indexOf(turn.speaker ?? "") % 8}>
            <div class="who">{turn.speaker}</div>
            <p class="said">{turn.text}</p>
            <Notes events={groups[index] ?? []} />
          </li>
        ))}
      </ol>
      <details>
        <summary>Everything about it</summary>
        <pre>{JSON.stringify({ ...dialog, turns: undefined, events: undefined }, null, 2)}</pre>
      </details>
      <div class="row">
        <button
          type="button"
          onClick={() => {
            showDialog(dialog, `${speakers.join(" & ")} (library)`, sceneOfDialog(dialog, scene.value));
            go("stage");
          }}
        >
          Continue on the stage
        </button>
      </div>
    </article>
  );
}
