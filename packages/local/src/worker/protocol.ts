import type { EmbeddedTexts } from "../embed/embedder.ts";
import type { EngineOptions, EngineRequest } from "../engine/engine-request.ts";
import type { EngineResult } from "../engine/engine.ts";
import type { LensRequest, LikelyToken } from "../hooks/hook-data.ts";
import type { DownloadProgress } from "../download-progress.ts";
import type { ModelDescription } from "../model-files/model-description.ts";
import type { RowsToChange } from "../steering/change-rows.ts";
import type { PlainError } from "./plain-error.ts";

/** What a worker is started with. */
export interface WorkerStart {
  readonly description: ModelDescription;
  readonly options: EngineOptions;
}

/** A piece of work and what comes of it. */
export interface Tasks {
  readonly generate: {
    readonly input: { readonly request: EngineRequest; readonly stream: boolean };
    readonly output: EngineResult;
  };
  readonly lens: {
    readonly input: LensRequest;
    readonly output: readonly (readonly LikelyToken[])[];
  };
  readonly embed: { readonly input: { readonly texts: readonly string[] }; readonly output: EmbeddedTexts };
}

export type TaskName = keyof Tasks;

export type ToWorker =
  | {
      [Name in TaskName]: { readonly type: Name; readonly id: number; readonly input: Tasks[Name]["input"] };
    }[TaskName]
  | { readonly type: "cancel"; readonly id: number }
  /** The rows that were asked for with `change`. */
  | { readonly type: "changed"; readonly id: number; readonly data: Float32Array };

/** A piece of work. */
export type WorkMessage = Extract<ToWorker, { readonly type: TaskName }>;

export type FromWorker =
  | { readonly type: "text"; readonly id: number; readonly delta: string }
  /** What does a function of the program make of these activations? The computation waits for it. */
  | { readonly type: "change"; readonly id: number; readonly rows: RowsToChange }
  | { readonly type: "done"; readonly id: number; readonly output: Tasks[TaskName]["output"] }
  | { readonly type: "failed"; readonly id: number; readonly error: PlainError }
  /** Nothing more is computed for it. */
  | { readonly type: "cancelled"; readonly id: number }
  /** A file of the model or its runtime is on its way to a page. */
  | { readonly type: "progress"; readonly progress: DownloadProgress };
