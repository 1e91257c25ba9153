import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

export interface LatencyServerStats {
  readonly calls: number;
  readonly perSecond: number;
  /** Leaves the first and the last quarter of the calls out. */
  readonly perSecondInTheMiddle: number;
}

/** Starts the server of latency-server.ts. */
export async function startLatencyServer(latencyMs: number) {
  const child = fork(fileURLToPath(new URL("./latency-server.ts", import.meta.url)), [String(latencyMs)]);
  const [url] = (await once(child, "message")) as [string];
  return {
    url,
    stats: async () => (await (await fetch(`${url}/stats`)).json()) as LatencyServerStats,
    stop: () => child.kill(),
  };
}
