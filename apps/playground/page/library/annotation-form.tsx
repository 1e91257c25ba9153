import { useState } from "preact/hooks";
import type { Annotation } from "../../src/protocol/library.ts";
import { TextField } from "../parts/field.tsx";
import { annotate } from "./library-state.ts";

/** Rating, labels and a comment; a rating is saved at once, the rest on demand. */
export function AnnotationForm({ annotation }: { readonly annotation: Annotation }) {
  const [labels, setLabels] = useState(annotation.labels.join(", "));
  const [comment, setComment] = useState(annotation.comment);
  const [rating, setRating] = useState(annotation.rating);
  const now: Annotation = { rating, labels: labelsOf(labels), comment };
  const rate = (value: number | null): void => {
    setRating(value);
    void annotate({ ...now, rating: value });
  };
  return (
    <form
      class="annotation"
      onSubmit={(event) => {
        event.preventDefault();
        void annotate(now);
      }}
    >
      <fieldset class="rating">
        <legend>Rating</legend>
        {[1, 2, 3, 4, 5].map((value) => (
          <label>
            <input type="radio" name="rating" checked={rating === value} onChange={() => rate(value)} />
            {value}
          </label>
        ))}
        <button type="button" class="plain" disabled={rating === null} onClick={() => rate(null)}>
          None
        </button>
      </fieldset>
      <TextField label="Labels, separated by commas" value={labels} onText={setLabels} />
      <TextField wide label="Comment" lines={2} value={comment} onText={setComment} />
      <button type="submit">Save labels and comment</button>
    </form>
  );
}

function labelsOf(text: string): string[] {
  return [...new Set(text.split(",").map((label) => label.trim()))].filter((label) => label !== "");
}
