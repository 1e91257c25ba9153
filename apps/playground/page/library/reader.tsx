import { useEffect, useRef } from "preact/hooks";
import type { OpenedDialog } from "../../src/protocol/library.ts";
import { Notes } from "../stage/notes.tsx";
import { showDialog } from "../stage/takes.ts";
import { eventsByTurn } from "../stage/take-view.ts";
import { scene } from "../state/scene.ts";
import { go } from "../state/views.ts";
import { AnnotationForm } from "./annotation-form.tsx";
import { Characters } from "./characters.tsx";
import { RatingForm } from "./rating-form.tsx";
import { opened as openedSignal, openNext, saveCopy } from "./library-state.ts";
import { Player } from "./player.tsx";
import { heard, hearTurn, playing } from "./player-state.ts";
import { sceneOfDialog } from "./scene-of-dialog.ts";
import { SpeakForm } from "./speak-form.tsx";

/** One dialogue to read, and what people say about it. */
export function Reader({ opened }: { readonly opened: OpenedDialog }) {
  const { dialog, place, annotation, reader, recording } = opened;
  const turns = useRef<HTMLOListElement>(null);
  // Of turns that overlap, the one that began last.
  const now = heard.value.findLast(({ kind }) => kind === "turn")?.turn;
  useEffect(() => {
    if (playing.value && now !== undefined)
      turns.current?.children[now]?.scrollIntoView({ block: "nearest" });
  }, [now]);
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
      {reader === null ? (
        <>
          <RatingForm annotation={annotation} />
          <AnnotationForm annotation={annotation} />
        </>
      ) : (
        <p class="row">
          <span class="quiet">Read as {reader}. Nothing is written into files of other tools.</span>
          <button type="button" onClick={() => void saveCopy()}>
            Save a copy to annotate
          </button>
        </p>
      )}
      {recording === null ? null : <Player recording={recording} speakers={speakers} />}
      {dialog.turns.length === 0 || reader === "hf" ? null : <SpeakForm again={recording !== null} />}
      <div class="transcript">
        <Characters dialog={dialog} />
        <ol class="turns" ref={turns}>
          {dialog.turns.map((turn, index) => (
            <li
              class={index === now ? "turn heard" : "turn"}
              aria-current={index === now ? "true" : undefined}
              data-speaker={speakers.indexOf(turn.speaker ?? "") % 8}
            >
              <div class="who">
                {turn.speaker}
                {recording?.spans.some(({ turn: spoken }) => spoken === index) === true ? (
                  <span class="actions">
                    <button
                      type="button"
                      class="plain"
                      aria-label={`Hear turn ${index + 1}`}
                      onClick={() => hearTurn(index)}
                    >
                      ▶
                    </button>
                  </span>
                ) : null}
              </div>
              <p class="said">{turn.text}</p>
              <Notes events={groups[index] ?? []} />
            </li>
          ))}
        </ol>
      </div>
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
