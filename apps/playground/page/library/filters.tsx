import { ChoiceField, NumberField, TextField } from "../parts/field.tsx";
import { filter, list, setFilter } from "./library-state.ts";
import { raterName } from "./rating-state.ts";

/** What to look for in the source. */
export function Filters() {
  const { text, speaker, stopReason, label, minTurns, minRating, unratedBy, order } = filter.value;
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
      <ChoiceField
        label="Rated"
        value={unratedBy === "" ? "" : "not"}
        choices={[
          { value: "", title: "or not" },
          { value: "not", title: "not yet by me" },
        ]}
        onChoice={(value) => setFilter({ unratedBy: value === "" ? "" : raterName() })}
      />
      <ChoiceField
        label="Sorted"
        value={order}
        choices={orders}
        onChoice={(value) => setFilter({ order: value })}
      />
    </search>
  );
}

const orders = [
  { value: "", title: "in the order of the files" },
  { value: "most-turns", title: "most turns first" },
  { value: "fewest-turns", title: "fewest turns first" },
  { value: "most-words", title: "most words first" },
  { value: "best-rated", title: "best first" },
  { value: "worst-rated", title: "worst first" },
];

function any(values: readonly string[] = []) {
  return [{ value: "", title: "any" }, ...values];
}
