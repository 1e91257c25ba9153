import { ChoiceField, NumberField, TextField } from "../parts/field.tsx";
import { filter, list, setFilter } from "./library-state.ts";

/** What to look for in the source. */
export function Filters() {
  const { text, speaker, stopReason, label, minTurns, minRating } = filter.value;
  return (
    <search class="filters">
      <TextField label="Text" value={text} onText={(value) => setFilter({ text: value })} />
      <ChoiceField
        label="Speaker"
        value={speaker}
        choices={any(list.value?.speakers)}
        onChoice={(value) => setFilter({ speaker: value })}
      />
      <ChoiceField
        label="Ended by"
        value={stopReason}
        choices={any(list.value?.stopReasons)}
        onChoice={(value) => setFilter({ stopReason: value })}
      />
      <ChoiceField
        label="Label"
        value={label}
        choices={any(list.value?.labels)}
        onChoice={(value) => setFilter({ label: value })}
      />
      <NumberField
        label="Turns, at least"
        min={0}
        step={1}
        value={minTurns === "" ? null : Number(minTurns)}
        onNumber={(value) => setFilter({ minTurns: value === null ? "" : String(value) })}
      />
      <ChoiceField
        label="Rating, at least"
        value={minRating}
        choices={any(["1", "2", "3", "4", "5"])}
        onChoice={(value) => setFilter({ minRating: value })}
      />
    </search>
  );
}

function any(values: readonly string[] = []) {
  return [{ value: "", title: "any" }, ...values];
}
