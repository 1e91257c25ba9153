import { useSignal, useSignalEffect } from "@preact/signals";
import { useRef } from "preact/hooks";
import { ChoiceField, NumberField, TextField } from "../parts/field.tsx";
import { nextTheme, theme } from "../state/theme.ts";
import { type Cast, casts, type Part } from "./casts.ts";
import { failure, finished, heard, loaded, save, stop, talk, talking } from "./talk.ts";

const kinds = Object.keys(casts);
const kindOf = (name: string): Cast => casts[name] as Cast;

/** Two personas, a seed, and what they say to each other. */
export function StaticPage() {
  const kind = useSignal(kinds[0] as string);
  const cast = useSignal<Cast>(kindOf(kind.value));
  const seed = useSignal<number | null>(7);
  const turns = useSignal<number | null>(24);
  const change = (index: 0 | 1, part: Part): void => {
    const [first, second] = cast.value;
    cast.value = index === 0 ? [part, second] : [first, part];
  };
  const begin = (event: Event): void => {
    event.preventDefault();
    seed.value ??= newSeed();
    void talk(cast.value, seed.value, turns.value ?? 24);
  };
  return (
    <>
      <header class="bar">
        <span class="brand">SDialog</span>
        <span class="grow" />
        <button type="button" class="plain" onClick={nextTheme}>
          Theme: {theme.value}
        </button>
      </header>
      <main class="talk">
        <form onSubmit={begin}>
          <h1>Two personas talk</h1>
          <p class="quiet">
            Both are played by a model of 5.7 million parameters that computes in this page: nothing you type
            leaves it. The same seed gives the same dialogue. It is a demonstration, and much of what it says
            is recalled; its facts are invented.
          </p>
          <ChoiceField
            label="Start from"
            value={kind.value}
            choices={kinds}
            onChoice={(name) => {
              kind.value = name;
              cast.value = kindOf(name);
            }}
          />
          {([0, 1] as const).map((index) => (
            <PartCard
              key={index}
              title={index === 0 ? "Who begins" : "Who answers"}
              part={cast.value[index]}
              onPart={(part) => change(index, part)}
            />
          ))}
          <div class="fields">
            <NumberField
              label="Seed"
              value={seed.value}
              min={0}
              step={1}
              onNumber={(value) => (seed.value = value)}
            />
            <NumberField
              label="Most turns"
              value={turns.value}
              min={2}
              max={100}
              step={1}
              onNumber={(value) => (turns.value = value)}
            />
          </div>
          <div class="row">
            <button type="submit" class="main" disabled={talking.value !== null}>
              Talk
            </button>
            <button type="button" disabled={talking.value !== null} onClick={() => (seed.value = newSeed())}>
              New seed
            </button>
          </div>
        </form>
        <Heard />
      </main>
      <footer class="foot done">
        <p class="quiet">
          The model is under CC BY-SA 4.0: <a href="./model/LICENSES.md">whose texts it learned from</a>,{" "}
          <a href="./model/README.md">what it can do</a>.
        </p>
      </footer>
    </>
  );
}

interface PartCardProps {
  readonly title: string;
  readonly part: Part;
  readonly onPart: (part: Part) => void;
}

function PartCard({ title, part, onPart }: PartCardProps) {
  const field = (name: keyof Part, label: string, hint?: string) => (
    <TextField
      label={label}
      hint={hint}
      wide={name === "personality" || name === "goal"}
      value={part[name]}
      onText={(text) => onPart({ ...part, [name]: text })}
    />
  );
  return (
    <section class="card" aria-label={title}>
      <h2>{title}</h2>
      <div class="fields">
        {field("name", "Name")}
        {field("role", "Role")}
        {field("personality", "Personality")}
        {field("goal", "Goal", "Said to the person: “You want to order a cappuccino.”")}
      </div>
    </section>
  );
}

/** The dialogue, as far as it has come. */
function Heard() {
  const shown = useRef<HTMLElement>(null);
  // On a phone, what is said stands below the form.
  useSignalEffect(() => {
    if (talking.value !== null && matchMedia("(max-width: 760px)").matches) shown.current?.scrollIntoView();
  });
  const speakers = [...new Set(heard.value.map(({ speaker }) => speaker))];
  return (
    <section aria-label="Dialogue" ref={shown}>
      <div class="row">
        <h2>Dialogue</h2>
        <button type="button" disabled={talking.value === null} onClick={stop}>
          Stop
        </button>
      </div>
      {loaded.value === null ? null : (
        <p>
          <label>
            Fetching model and runtime, once
            <progress value={loaded.value} max={1} />
          </label>
        </p>
      )}
      {failure.value === null ? null : (
        <p class="error" role="alert">
          {failure.value}
        </p>
      )}
      {heard.value.length === 0 && failure.value === null && loaded.value === null ? (
        <p class="quiet">{talking.value === null ? "Nobody has said anything yet." : "…"}</p>
      ) : null}
      <ol class="turns" aria-live="polite">
        {heard.value
          .filter(({ text }) => text !== "")
          .map(({ speaker, text }) => (
            <li class="turn" data-speaker={speakers.indexOf(speaker)}>
              <strong>{speaker}</strong>
              <p>{text}</p>
            </li>
          ))}
      </ol>
      <Summary />
    </section>
  );
}

function Summary() {
  if (finished.value === null) return null;
  const { dialog, seconds } = finished.value;
  return (
    <div class="row">
      <span class="quiet" role="status">
        {dialog.length} turns, {dialog.wordCount()} words, ended by {dialog.stopReason}; {seconds.toFixed(1)}{" "}
        s
      </span>
      <button type="button" onClick={() => save(dialog)}>
        Save as JSON
      </button>
    </div>
  );
}

function newSeed(): number {
  return crypto.getRandomValues(new Uint32Array(1))[0] as number;
}
