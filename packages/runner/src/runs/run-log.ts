import { appendFileSync } from "node:fs";
import { join } from "node:path";
import { visibleText } from "@sdialog/core/internal";

export const logName = "log.txt";

/** A run's log: a line for everything people may want to look up later. */
export function openRunLog(folder: string, now: () => Date = () => new Date()): (line: string) => void {
  const path = join(folder, logName);
  return (line) => {
    try {
      appendFileSync(
        path,
        `${now().toISOString()} [${process.pid}] ${visibleText(line).replaceAll("\n", " ")}\n`,
      );
    } catch {
      // Not being able to log must not stop what is logged; the store itself says when the disk is full.
    }
  };
}
