import type { ComponentChildren } from "preact";
import { showProgram } from "../stage/code-window.tsx";
import { type EvaluateMode, mode, type Progress } from "./evaluate-state.ts";

interface EvaluateFrameProps {
  /** While something goes on. */
  readonly progress: Progress | null;
  /** The buttons that begin and end it. */
  readonly actions: ComponentChildren;
  /** Where the report of what is shown lies, and what it is called when it is kept. */
  readonly report: { readonly at: string; readonly name: string } | null;
  /** Where the program of what was chosen is asked for, and of what; nothing while the choice is not complete. */
  readonly program: readonly [at: string, of: unknown] | null;
  /** The form, and what came of it. */
  readonly choices: ComponentChildren;
  readonly children: ComponentChildren;
}

/** What both ways to evaluate have: the choice between them, buttons above, a form beside what came of it. */
export function EvaluateFrame({ progress, actions, report, program, choices, children }: EvaluateFrameProps) {
  return (
    <>
      <div class="tools">
        <h1>Evaluate</h1>
        <select
          aria-label="What is compared"
          value={mode.value}
          onChange={(event) => (mode.value = event.currentTarget.value as EvaluateMode)}
        >
          <option value="sets">Sets side by side</option>
          <option value="realism">Real against simulated</option>
        </select>
        <span class="quiet" role="status">
          {progress?.now}
        </span>
        {progress === null ? null : (
          <progress aria-label="Progress of the evaluation" value={progress.completed} max={progress.total} />
        )}
        <span class="grow" />
        {actions}
        {report === null ? null : (
          <a class="button" href={report.at} download={report.name}>
            Download the report
          </a>
        )}
        <button
          type="button"
          aria-haspopup="dialog"
          disabled={program === null}
          onClick={() => program !== null && void showProgram(...program)}
        >
          Show as code
        </button>
      </div>
      <div class="evaluate">
        {choices}
        <div>{children}</div>
      </div>
    </>
  );
}
