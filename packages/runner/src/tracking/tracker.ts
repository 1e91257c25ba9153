import type { Manifest } from "../store/manifest.ts";
import type { RunDetails } from "../runs/list-runs.ts";
import type { RunEnd, RunProgress } from "../runs/run-event.ts";

/** Tells a tracking service about a run. What it throws is reported, and stops nothing. */
export interface Tracker {
  start(manifest: Manifest): Promise<void>;
  progress(progress: RunProgress): Promise<void>;
  /** @param end `undefined` when the run was stopped by an error */
  finish(run: RunDetails, end: RunEnd | undefined): Promise<void>;
}
