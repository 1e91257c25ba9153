import { signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { RunRow, RunView } from "../../src/protocol/runs.ts";
import { chooseSource } from "../library/library-state.ts";
import { openingRow } from "../parts/opening-row.ts";
import { showProgram } from "../stage/code-window.tsx";
import { api } from "../state/api.ts";
import { attempt, fail } from "../state/messages.ts";
import { go } from "../state/views.ts";

const runs = signal<readonly RunRow[] | null>(null);
const opened = signal<RunView | null>(null);
const everyMs = 2000;

async function look(): Promise<void> {
  try {
    runs.value = await api<RunRow[]>("runs");
    if (opened.value !== null) await show(opened.value.path);
  } catch (error) {
    fail(error);
  }
}

async function show(path: string): Promise<void> {
  opened.value = await api<RunView>(`runs/show?${new URLSearchParams({ path })}`);
}

function command(name: "resume" | "stop", path: string): Promise<void> {
  return attempt(async () => {
    await api(`runs/${name}`, { path });
    await look();
  });
}

/** Runs in the opened folder: how far they are, and what became of them. */
export function RunsView() {
  useEffect(() => {
    void look();
    const timer = setInterval(() => document.hidden || void look(), everyMs);
    return () => clearInterval(timer);
  }, []);
  return (
    <>
      <div class="tools">
        <h1>Runs</h1>
        <span class="quiet">updated every two seconds</span>
      </div>
      {runs.value?.length === 0 ? (
        <p class="empty">
          There is no run in the opened folder. “Make many” of the <a href="#cast">cast</a> begins one, and so
          does <code>sdialog run recipe.yaml --out …</code>.
        </p>
      ) : (
        <RunTable rows={runs.value ?? []} />
      )}
      {opened.value === null ? null : <RunDetails run={opened.value} />}
    </>
  );
}

function RunTable({ rows }: { readonly rows: readonly RunRow[] }) {
  return (
    <table class="stacked">
      <thead>
        <tr>
          <th scope="col">Run</th>
          <th scope="col">Kind</th>
          <th scope="col">Begun</th>
          <th scope="col">Progress</th>
          <th scope="col" class="number">
            Done
          </th>
          <th scope="col" class="number">
            Failed
          </th>
          <th scope="col" class="number">
            Pending
          </th>
          <th scope="col">Outcome</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr
            key={row.path}
            {...openingRow(row.path === opened.value?.path, () => attempt(() => show(row.path)))}
          >
            <td>
              <button type="button" class="link">
                {row.path === "" ? row.name : row.path}
              </button>
            </td>
            <td class="word" data-label="Kind">
              {row.kind}
            </td>
            <td data-label="Begun">{row.created.replace("T", " ").slice(0, 16)}</td>
            <td>
              <progress
                aria-label={`Progress of ${row.path}`}
                value={row.done + row.failed}
                max={row.total}
              />{" "}
              {stateOf(row)}
            </td>
            <td class="number" data-label="Done">
              {row.done}
            </td>
            <td class="number" data-label="Failed">
              {row.failed}
            </td>
            <td class="number" data-label="Pending">
              {row.pending}
            </td>
            <td data-label="Outcome">{outcomeText(row)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function RunDetails({ run }: { readonly run: RunView }) {
  return (
    <section class="card details" aria-label={`Run ${run.path}`}>
      <header class="row">
        <h2>{run.name}</h2>
        <span class="quiet">{run.path}</span>
        <span class="grow" />
        {run.running ? (
          <button type="button" onClick={() => void command("stop", run.path)}>
            Stop
          </button>
        ) : (
          <button type="button" disabled={run.pending === 0} onClick={() => void command("resume", run.path)}>
            Go on
          </button>
        )}
        <button
          type="button"
          aria-haspopup="dialog"
          onClick={() => void showProgram("code/run", { path: run.path })}
        >
          Show as code
        </button>
        <button
          type="button"
          disabled={run.done === 0}
          onClick={() => {
            chooseSource(run.path);
            go("library");
          }}
        >
          Read its dialogues
        </button>
      </header>
      <dl class="facts">
        <Fact
          name="Tokens"
          value={`${run.inputTokens.toLocaleString()} in, ${run.outputTokens.toLocaleString()} out`}
        />
        <Fact name="Cost" value={run.cost === null ? "not known" : `$${run.cost.toFixed(4)}`} />
        <Fact name="Mean call" value={`${Math.round(run.meanCallMs)} ms`} />
        <Fact name="Models" value={run.models.join(", ")} />
      </dl>
      <div class="outcomes">
        <Counts title="How conversations came out" of={run.cameOut} total={run.done} />
        <Counts title="Why dialogues ended" of={run.ends} total={run.done} />
        <Counts title="Why tasks failed" of={run.reasons} total={run.failed} />
        <Counts
          title="What went wrong within dialogues"
          of={{ ...run.faults, ...(run.cut === 0 ? {} : { "not whole": run.cut }) }}
        />
      </div>
      <details>
        <summary>Recipe</summary>
        <pre>{JSON.stringify(run.recipe, null, 2)}</pre>
      </details>
      <details>
        <summary>Log</summary>
        <pre>{run.log.join("\n")}</pre>
      </details>
    </section>
  );
}

interface CountsProps {
  readonly title: string;
  readonly of: Readonly<Record<string, number>>;
  /** What the counts are parts of, where they are. */
  readonly total?: number;
}

/** How often each of some things happened, the most frequent first. */
function Counts({ title, of, total }: CountsProps) {
  const counts = Object.entries(of).sort(([, one], [, other]) => other - one);
  if (counts.length === 0) return null;
  const most = total ?? Math.max(...counts.map(([, count]) => count));
  return (
    <section>
      <h3>{title}</h3>
      <dl class="counts">
        {counts.map(([name, count]) => (
          <div key={name}>
            <dt>{name.replaceAll("_", " ")}</dt>
            <dd>
              {count} <meter min={0} max={Math.max(1, most)} value={count} aria-label={`${name}: ${count}`} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function Fact({ name, value }: { readonly name: string; readonly value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}

function outcomeText({ outcomes, reasons }: RunRow): string {
  const failed = Object.entries(reasons).map(([reason, count]) => `${reason.replaceAll("_", " ")} ${count}`);
  if (outcomes === null) return failed.join(", ");
  const { reached, missed, unjudged } = outcomes;
  const judged = [`${reached} came to what was wanted`, `${missed} did not`];
  return [...judged, ...(unjudged === 0 ? [] : [`${unjudged} not judged`]), ...failed].join(", ");
}

function stateOf({ running, pending, total }: RunRow): string {
  if (running) return "running here";
  return pending === 0 ? "complete" : `${Math.round(((total - pending) / total) * 100)} %`;
}
