import type { ChildProcess } from "node:child_process";
import { constants } from "node:os";

/** Ends a child that was spawned `detached`, with everything that it has started. */
export function endGroup({ pid }: ChildProcess): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, "SIGKILL");
  } catch (error) {
    // It has ended by itself.
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}

/**
 * A terminal's Ctrl-C does not reach a child that was spawned `detached`. While it runs, an interrupted process ends it and
 * then itself at once, with the status of one that was interrupted: whoever waits for the child does not go on.
 */
export function endTogether(child: ChildProcess): void {
  const interrupted = (signal: "SIGINT" | "SIGTERM"): void => {
    endGroup(child);
    process.exit(128 + constants.signals[signal]);
  };
  process.once("SIGINT", interrupted).once("SIGTERM", interrupted);
  child.once("close", () => {
    process.removeListener("SIGINT", interrupted).removeListener("SIGTERM", interrupted);
  });
}
