import type { CommonRecipe } from "../recipe/common-fields.ts";
import { showRun } from "../runs/list-runs.ts";
import type { RunEnd, RunProgress } from "../runs/run-event.ts";
import type { Manifest } from "../store/manifest.ts";
import { MlflowTracker } from "./mlflow-tracker.ts";
import type { Tracker } from "./tracker.ts";

const progressEveryMs = 10_000;

/** The tracking that a recipe asks for. A service that does not answer is reported, and stops nothing. */
export class RunTracking {
  readonly #folder: string;
  readonly #trackers: readonly Tracker[];
  readonly #notice: (message: string) => void;
  #lastProgress = performance.now();
  #sending: Promise<void> = Promise.resolve();

  private constructor(folder: string, trackers: readonly Tracker[], notice: (message: string) => void) {
    this.#folder = folder;
    this.#trackers = trackers;
    this.#notice = notice;
  }

  static async start(
    folder: string,
    manifest: Manifest,
    { mlflow }: CommonRecipe["tracking"],
    notice: (message: string) => void,
  ): Promise<RunTracking> {
    const trackers = mlflow === undefined ? [] : [new MlflowTracker({ folder, ...mlflow })];
    const tracking = new RunTracking(folder, trackers, notice);
    await tracking.#tell((tracker) => tracker.start(manifest));
    return tracking;
  }

  /** Tells the services now and then; never waited for. */
  progress(progress: () => RunProgress): void {
    if (this.#trackers.length === 0 || performance.now() - this.#lastProgress < progressEveryMs) return;
    this.#lastProgress = performance.now();
    const now = progress();
    this.#sending = this.#sending.then(() => this.#tell((tracker) => tracker.progress(now)));
  }

  async finish(end: RunEnd | undefined): Promise<void> {
    await this.#sending;
    if (this.#trackers.length === 0) return;
    const run = await showRun(this.#folder);
    await this.#tell((tracker) => tracker.finish(run, end));
  }

  async #tell(what: (tracker: Tracker) => Promise<void>): Promise<void> {
    for (const tracker of this.#trackers) {
      await what(tracker).catch((error: unknown) => {
        this.#notice(`tracking: ${error instanceof Error ? error.message : String(error)}`);
      });
    }
  }
}
