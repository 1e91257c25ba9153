import { go } from "../state/views.ts";
import { addParticipant, namesOf, removeParticipant, resetScene, scene } from "../state/scene.ts";
import { MakeMany, showMakeMany } from "./make-many.tsx";
import { ParticipantCard } from "./participant-card.tsx";
import { SceneSettings } from "./scene-settings.tsx";
import { StarterList } from "./starter-list.tsx";
import { showCode } from "../stage/code-window.tsx";

/** Who takes part, and in which situation. */
export function CastView() {
  const { participants } = scene.value;
  const names = namesOf(scene.value);
  return (
    <>
      <div class="tools">
        <h1>Cast</h1>
        <span class="grow" />
        <button type="button" disabled={participants.length >= 8} onClick={addParticipant}>
          Add a participant
        </button>
        <button type="button" onClick={resetScene}>
          Start over
        </button>
        <button type="button" aria-haspopup="dialog" onClick={showMakeMany}>
          Make many
        </button>
        <button type="button" aria-haspopup="dialog" onClick={() => showCode(scene.value)}>
          Show as code
        </button>
        <button type="button" class="main" onClick={() => go("stage")}>
          To the stage
        </button>
      </div>
      <p class="quiet">Who takes part, and in which situation. Then let them talk on the stage.</p>
      <StarterList />
      <div class="cast">
        {participants.map((participant, index) => (
          <ParticipantCard
            key={index}
            participant={participant}
            index={index}
            name={names[index] ?? ""}
            onRemove={participants.length > 2 ? () => removeParticipant(index) : undefined}
          />
        ))}
        <SceneSettings />
      </div>
      <MakeMany />
    </>
  );
}
