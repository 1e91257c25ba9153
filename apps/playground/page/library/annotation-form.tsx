import { useState } from "preact/hooks";
import type { Annotation } from "../../src/protocol/library.ts";
import { TextField } from "../parts/field.tsx";
import { annotate } from "./library-state.ts";

/** Labels and a comment, saved when the field is left. */
export function AnnotationForm({ annotation }: { readonly annotation: Annotation }) {
  const [labels, setLabels] = useState(annotation.labels.join(", "));
  const [comment, setComment] = useState(annotation.comment);
  const save = (): void => void annotate((before) => ({ ...before, labels: labelsOf(labels), comment }));
  return (
    <form
      class="annotation"
      onChange={save}
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <TextField label="Labels, separated by commas" value={labels} onText={setLabels} />
      <TextField wide label="Comment" lines={2} value={comment} onText={setComment} />
    </form>
  );
}

function labelsOf(text: string): string[] {
  return [...new Set(text.split(",").map((label) => label.trim()))].filter((label) => label !== "");
}
