import { appendFileSync } from "node:fs";
import { join } from "node:path";
import { visibleLine } from "@sdialog/core/internal";
import type { RunEvent, RunProgress } from "../runs/run-event.ts";
import { storeFiles } from "../store/row-checks.ts";
import type { Tracker } from "./tracker.ts";

/**
 * The log in a run's folder: a line for everything people may want to look up later. It is read on terminals, so control
 * characters of models and servers are shown in it.
 */
export function logTracker(folder: string, now: () => Date = () => new Date()): Tracker {
  const path = join(folder, storeFiles.log);
  return {
    event(event) {
      const line = lineOf(event);
      if (line === undefined) return;
      try {
        appendFileSync(path, `${now().toISOString()} [${process.pid}] ${visibleLine(line)}\n`);
      } catch {
        // Not being able to log must not stop what is logged; the store itself says when the disk is full.
      }
    },
  };
}

function lineOf(event: RunEvent): string | undefined {
  switch (event.type) {
    case "start":
      return `${event.executor}: ${countsOf(event.progress)}`;
    case "notice":
      return event.message;
    case "task":
      return event.status === "failed" ? `task ${event.task.key} failed: ${event.message}` : undefined;
    case "voice":
      return event.status === "failed" ? `${event.id} was not spoken: ${event.message}` : undefined;
    case "finish":
      return `${event.summary.end}: ${countsOf(event.summary)}`;
    case "stop":
      return `stopped: ${event.code}: ${event.message}`;
  }
}

function countsOf({ done, failed, pending }: RunProgress): string {
  return JSON.stringify({ done, failed, pending });
}
