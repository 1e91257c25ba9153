import { useEffect } from "preact/hooks";
import { loadSources, sources } from "../library/library-state.ts";
import { ChoiceField, NumberField, TextField } from "../parts/field.tsx";
import { EvaluateFrame } from "./evaluate-frame.tsx";
import { RealismResult } from "./realism-result.tsx";
import {
  choice,
  compare,
  loadReferences,
  progress,
  references,
  requestOf,
  result,
  setChoice,
  stopComparing,
} from "./realism-state.ts";

/** Whether simulated users behave like people: two sources, and how far the one is from the other. */
export function RealismView() {
  useEffect(() => {
    void loadSources();
    void loadReferences();
  }, []);
  const request = requestOf(choice.value);
  const busy = progress.value !== null;
  return (
    <EvaluateFrame
      progress={progress.value === null ? null : { now: progress.value }}
      actions={
        busy ? (
          <button type="button" onClick={stopComparing}>
            Stop
          </button>
        ) : (
          <button
            type="button"
            class="main"
            disabled={request === null}
            onClick={() => request !== null && void compare(request)}
          >
            Compare
          </button>
        )
      }
      report={
        result.value === null
          ? null
          : { at: `/api/realism/${result.value.id}/report.html`, name: "realism.html" }
      }
      program={request === null ? null : ["code/realism", request]}
      choices={<Choices />}
    >
      {result.value === null ? <Nothing /> : <RealismResult result={result.value} />}
    </EvaluateFrame>
  );
}

function Nothing() {
  return (
    <p class="empty">
      Choose conversations of people and of simulated users. Without any of people, take those that come along
      as numbers, the nearest to your task.
    </p>
  );
}

const none = { value: "", title: "choose…" };

/** What the server knows a choice by. */
function source(value: string): string | null {
  if (value === "") return null;
  return value.startsWith("source:") ? value.slice("source:".length) : value;
}

function Choices() {
  const { real, simulated, users, seed } = choice.value;
  // A source may be the opened folder itself, whose path is empty.
  const own = sources.value.map(({ path }) => ({
    value: `source:${path}`,
    title: path === "" ? "the opened folder" : path,
  }));
  const shipped = references.value.map(({ name, n }) => ({
    value: `reference:${name}`,
    title: `${name}: ${n} conversations, as numbers`,
  }));
  const shown = (chosen: string | null, choices: typeof own): string =>
    choices.find(({ value }) => source(value) === chosen)?.value ?? "";
  const about = references.value.find(({ name }) => real === `reference:${name}`);
  return (
    <section class="card" aria-label="Who is compared">
      <div class="fields">
        <ChoiceField
          wide
          label="People"
          value={shown(real, [...own, ...shipped])}
          choices={[none, ...own, ...shipped]}
          onChoice={(value) => setChoice({ real: source(value) })}
        />
        {about === undefined ? null : <p class="quiet wide">{about.source}</p>}
        <ChoiceField
          wide
          label="Simulated users"
          value={shown(simulated, own)}
          choices={[none, ...own]}
          onChoice={(value) => setChoice({ simulated: source(value) })}
        />
        <TextField
          wide
          label="Who the user is"
          hint="The speaker's name; several with commas, whichever of them speaks"
          value={users}
          onText={(text) => setChoice({ users: text })}
        />
        <NumberField
          label="Seed"
          min={0}
          step={1}
          value={seed}
          onNumber={(value) => setChoice({ seed: value ?? 0 })}
        />
      </div>
    </section>
  );
}
