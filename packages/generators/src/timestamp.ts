import type { Clock } from "@sdialog/agents";

/** Now, in UTC to the second, as SDialog writes it: `2026-11-20T10:00:00Z`. */
export function timestamp(clock: Clock): string {
  return clock()
    .toISOString()
    .replace(/\.\d+Z$/, "Z");
}
