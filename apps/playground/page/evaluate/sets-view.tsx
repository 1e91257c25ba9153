import { useEffect } from "preact/hooks";
import { CheckField, ChoiceField, NumberField, TextField } from "../parts/field.tsx";
import { loadSources, sources } from "../library/library-state.ts";
import { catalog } from "../state/catalog.ts";
import { EvaluateFrame } from "./evaluate-frame.tsx";
import {
  evaluate,
  progress,
  request,
  result,
  setRequest,
  stopEvaluating,
  toggleSet,
} from "./evaluate-state.ts";
import { MetricList } from "./metric-list.tsx";
import { ResultTable } from "./result-table.tsx";

/** Sets of dialogues side by side, by numbers. */
export function SetsView() {
  useEffect(() => void loadSources(), []);
  const { sets, metrics } = request.value;
  const chosen = sets.length > 0 && metrics.length > 0;
  return (
    <EvaluateFrame
      progress={progress.value}
      actions={
        progress.value === null ? (
          <button type="button" class="main" disabled={!chosen} onClick={() => void evaluate()}>
            Evaluate
          </button>
        ) : (
          <button type="button" onClick={stopEvaluating}>
            Stop
          </button>
        )
      }
      report={
        result.value === null
          ? null
          : { at: `/api/evaluate/${result.value.id}/report.html`, name: "report.html" }
      }
      program={chosen ? ["code/evaluation", request.value] : null}
      choices={<Choices />}
    >
      {result.value === null ? <Nothing /> : <ResultTable result={result.value} />}
    </EvaluateFrame>
  );
}

function Nothing() {
  return (
    <p class="empty">
      Choose sets of dialogues and what to measure, then press Evaluate. Two or more sets are compared with
      each other.
    </p>
  );
}

function Choices() {
  const { sets, metrics, reference, model, embedder, seed } = request.value;
  const all = catalog.value?.metrics ?? [];
  const judges = all.some(({ name, judge }) => judge && metrics.includes(name));
  return (
    <section class="card" aria-label="What to evaluate">
      <fieldset class="list">
        <legend>Sets of dialogues</legend>
        {sources.value.map(({ path, kind, files }) => (
          <CheckField
            key={path}
            label={path === "" ? "the opened folder" : path}
            hint={kind === "folder" ? `${files} files` : kind}
            checked={sets.some(({ source }) => source === path)}
            onCheck={(checked) => toggleSet(path, checked)}
          />
        ))}
      </fieldset>
      <div class="fields">
        <ChoiceField
          label="Compare the others with"
          hint="The set that differences and p values are against"
          value={reference ?? ""}
          choices={[{ value: "", title: "nothing" }, ...sets.map(({ name }) => name)]}
          onChoice={(value) => setRequest({ reference: value === "" ? null : value })}
        />
        <NumberField
          label="Seed"
          min={0}
          step={1}
          value={seed}
          onNumber={(value) => setRequest({ seed: value ?? 0 })}
        />
        {judges ? (
          <TextField
            wide
            label="Model of the judges"
            hint="backend:model; judges need a large one"
            value={model}
            onText={(text) => setRequest({ model: text })}
          />
        ) : null}
        <TextField
          wide
          label="Embedding model"
          hint="backend:model; compares embeddings too when given"
          value={embedder}
          onText={(text) => setRequest({ embedder: text })}
        />
      </div>
      <MetricList />
    </section>
  );
}
