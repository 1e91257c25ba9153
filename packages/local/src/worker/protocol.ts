import type { EngineOptions, EngineRequest } from "../engine/engine-request.ts";
import type { EngineResult } from "../engine/engine.ts";
import type { ModelDescription } from "../model-files/model-description.ts";
import type { PlainError } from "./plain-error.ts";

/** What a worker is started with. */
export interface WorkerStart {
  readonly description: ModelDescription;
  readonly options: EngineOptions;
}

export type ToWorker =
  | {
      readonly type: "generate";
      readonly id: number;
      readonly request: EngineRequest;
      readonly stream: boolean;
    }
  | { readonly type: "cancel"; readonly id: number };

export type FromWorker =
  | { readonly type: "text"; readonly id: number; readonly delta: string }
  | { readonly type: "done"; readonly id: number; readonly result: EngineResult }
  | { readonly type: "failed"; readonly id: number; readonly error: PlainError };
