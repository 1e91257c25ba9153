import type { Annotation } from "../../src/protocol/library.ts";
import { TextField } from "../parts/field.tsx";
import { active, ownScores, rater, rubric, rubricText, score } from "./rating-state.ts";

/** The dialogue that is read, by each criterion of the rubric; saved at once. */
export function RatingForm({ annotation }: { readonly annotation: Annotation }) {
  const own = ownScores(annotation);
  return (
    <section class="ratings" aria-label="Rating">
      {rubric.value.map(({ name, about }, at) => (
        <fieldset key={name} class={at === active.value ? "rating active" : "rating"}>
          <legend>
            {name} {about === "" ? null : <span class="quiet">{about}</span>}
          </legend>
          {[1, 2, 3, 4, 5].map((value) => (
            <label>
              <input
                type="radio"
                name={`rating-${at}`}
                checked={own[name] === value}
                onChange={() => void score(name, value)}
              />
              {value}
            </label>
          ))}
          <button
            type="button"
            class="plain"
            aria-label={`None for ${name}`}
            disabled={own[name] === undefined}
            onClick={() => void score(name, null)}
          >
            None
          </button>
        </fieldset>
      ))}
      <details>
        <summary>Who rates, and by what</summary>
        <div class="fields">
          <TextField
            label="Your name"
            hint="Kept with your ratings, so that several people can rate the same dialogues"
            value={rater.value}
            onText={(name) => (rater.value = name)}
          />
          <TextField
            wide
            label="Rubric"
            hint="A criterion a line, as in “natural: 1 nobody talks like this, 5 as people do”"
            lines={3}
            value={rubricText.value}
            onText={(text) => (rubricText.value = text)}
          />
        </div>
      </details>
      <p class="quiet keys-hint">
        Keys: <kbd>1</kbd> to <kbd>5</kbd> rate, <kbd>0</kbd> takes back, <kbd>j</kbd> opens the next
        dialogue.
      </p>
    </section>
  );
}
