import { useState } from "preact/hooks";
import type { MetricChoice } from "../../src/protocol/catalog.ts";
import { TextField } from "../parts/field.tsx";
import { catalog } from "../state/catalog.ts";
import { request, toggleMetric } from "./evaluate-state.ts";

/** All metrics to choose from, in their groups, each with what it measures. */
export function MetricList() {
  const [wanted, setWanted] = useState("");
  const words = wanted.trim().toLowerCase();
  const fitting = (catalog.value?.metrics ?? []).filter(({ name, title, description }) =>
    `${name} ${title} ${description}`.toLowerCase().includes(words),
  );
  const groups = [...new Set(fitting.map(({ group }) => group))];
  return (
    <section aria-label="What to measure">
      <TextField label="Find a metric" value={wanted} onText={setWanted} />
      {fitting.length === 0 ? <p class="quiet">No metric is called that.</p> : null}
      {groups.map((group) => (
        <Group
          key={`${group}/${words === ""}`}
          title={group}
          open={words !== ""}
          of={fitting.filter((metric) => metric.group === group)}
        />
      ))}
    </section>
  );
}

interface GroupProps {
  readonly title: string;
  /** Whether it is unfolded although nothing of it is chosen. */
  readonly open: boolean;
  readonly of: readonly MetricChoice[];
}

function Group({ title, open, of }: GroupProps) {
  const { metrics } = request.value;
  const chosen = of.filter(({ name }) => metrics.includes(name)).length;
  const [unfolded, setUnfolded] = useState(open || chosen > 0);
  return (
    <details class="metrics" open={unfolded} onToggle={(event) => setUnfolded(event.currentTarget.open)}>
      <summary>
        {title} ({chosen === 0 ? of.length : `${chosen} of ${of.length}`})
      </summary>
      {of.map(({ name, title: called, description }) => (
        <label key={name} class="metric">
          <input
            type="checkbox"
            checked={metrics.includes(name)}
            onChange={(event) => toggleMetric(name, event.currentTarget.checked)}
          />
          <span>
            {called} <span class="quiet">{description}</span>
          </span>
        </label>
      ))}
    </details>
  );
}
