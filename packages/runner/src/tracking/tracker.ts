import type { ModelMiddleware } from "@sdialog/llm";
import type { RunDetails } from "../runs/list-runs.ts";
import type { RunEnd, RunEvent, RunProgress } from "../runs/run-event.ts";
import type { Manifest } from "../store/manifest.ts";

/**
 * What a run is written to: its log, a tracking service, whoever listens. Nothing in it has to be there. What it throws
 * is reported, and stops nothing.
 */
export interface Tracker {
  /** Around every model call. */
  readonly middleware?: ModelMiddleware | undefined;
  /** The run begins, or goes on. */
  start?(manifest: Manifest): Promise<void>;
  /** Something happened. The run waits for this, so it should not take long. */
  event?(event: RunEvent): void;
  /** How far the run is, now and then. */
  progress?(progress: RunProgress): Promise<void>;
  /**
   * The run is over, and its folder closed.
   * @param end `undefined` when the run was stopped by an error
   */
  finish?(run: RunDetails, end: RunEnd | undefined): Promise<void>;
}
