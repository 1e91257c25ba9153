import { attempt } from "../state/messages.ts";
import { namesOf, scene } from "../state/scene.ts";
import { begin, pauseOrGoOn, saveShown, step, stop } from "./stage-actions.ts";
import { showCode } from "./code-window.tsx";
import { TakeColumn } from "./take-column.tsx";
import { clearStage, current, shown, shownIds, takes } from "./takes.ts";

/** Conversations while they happen, one or two side by side. */
export function StageView() {
  const take = current.value;
  const over = take === undefined || take.state.is === "over";
  return (
    <>
      <div class="tools">
        <h1>Stage</h1>
        <span class="quiet">{namesOf(scene.value).join(", ")}</span>
        <span class="grow" />
        <div class="controls" role="group" aria-label="Conversation">
          <button type="button" class="main" onClick={() => void begin()}>
            New conversation
          </button>
          <button type="button" disabled={over} onClick={() => void pauseOrGoOn()}>
            {take?.state.is === "paused" ? "Go on" : "Pause"}
          </button>
          <button type="button" onClick={() => void step()}>
            {over ? "Begin step by step" : "Next turn"}
          </button>
          <button type="button" disabled={over} onClick={() => void stop()}>
            Stop
          </button>
        </div>
        <button type="button" disabled={take?.dialog == null} onClick={() => void saveShown()}>
          Save
        </button>
        <button type="button" disabled={take === undefined} onClick={() => void attempt(clearStage)}>
          Clear
        </button>
        <button
          type="button"
          aria-haspopup="dialog"
          onClick={() => showCode(take?.scene ?? scene.value, take?.from)}
        >
          Show as code
        </button>
      </div>
      {shown.value.length === 0 ? (
        <p class="empty">
          Nobody speaks yet. Begin a conversation here, or change who takes part under{" "}
          <a href="#cast">Cast</a>.
        </p>
      ) : (
        <div class={`takes of-${shown.value.length}`}>
          {shown.value.map((each, at) => (
            <TakeColumn key={each.id} take={each} beside={shown.value[1 - at]} at={at} />
          ))}
        </div>
      )}
      {takes.value.length > 1 && shown.value.length === 1 ? <CompareChoice /> : null}
    </>
  );
}

function CompareChoice() {
  const [first] = shownIds.value;
  return (
    <p class="row pad">
      <label for="compare-with">Compare with</label>
      <select
        id="compare-with"
        value=""
        onChange={({ currentTarget: { value } }) => {
          if (first !== undefined && value !== "") shownIds.value = [value, first];
        }}
      >
        <option value="">another take…</option>
        {takes.value
          .filter(({ id }) => id !== first)
          .map(({ id, title }) => (
            <option value={id}>{title}</option>
          ))}
      </select>
    </p>
  );
}
