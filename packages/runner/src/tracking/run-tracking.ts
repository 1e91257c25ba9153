import type { ModelMiddleware } from "@sdialog/llm";
import { showRun } from "../runs/list-runs.ts";
import type { RunEnd, RunEvent } from "../runs/run-event.ts";
import type { Manifest } from "../store/manifest.ts";
import type { Tracker } from "./tracker.ts";

const progressEveryMs = 10_000;

/** Everything a run is written to. A tracker that fails is reported to the others, and stops nothing. */
export class RunTracking {
  readonly #folder: string;
  readonly #trackers: readonly Tracker[];
  #lastProgress = performance.now();
  #sending: Promise<void> = Promise.resolve();

  constructor(folder: string, trackers: readonly Tracker[]) {
    this.#folder = folder;
    this.#trackers = trackers;
  }

  /** What the trackers put around every model call. */
  get middleware(): readonly ModelMiddleware[] {
    return this.#trackers.flatMap(({ middleware }) => (middleware === undefined ? [] : [middleware]));
  }

  async start(manifest: Manifest): Promise<void> {
    await this.#tell((tracker) => tracker.start?.(manifest));
  }

  /** Tells at once what happened, and now and then, without waiting, how far the run is. */
  event(event: RunEvent): void {
    for (const tracker of this.#trackers) tracker.event?.(event);
    if (event.type !== "task" || performance.now() - this.#lastProgress < progressEveryMs) return;
    this.#lastProgress = performance.now();
    this.#sending = this.#sending.then(() => this.#tell((tracker) => tracker.progress?.(event.progress)));
  }

  notice(message: string): void {
    this.event({ type: "notice", message });
  }

  async finish(end: RunEnd | undefined): Promise<void> {
    await this.#sending;
    if (this.#trackers.every((tracker) => tracker.finish === undefined)) return;
    const run = await showRun(this.#folder);
    await this.#tell((tracker) => tracker.finish?.(run, end));
  }

  async #tell(what: (tracker: Tracker) => Promise<void> | undefined): Promise<void> {
    for (const tracker of this.#trackers) {
      try {
        await what(tracker);
      } catch (error) {
        this.notice(`tracking: ${error instanceof Error ? error.message : String(error)}`);
      }
    }
  }
}
