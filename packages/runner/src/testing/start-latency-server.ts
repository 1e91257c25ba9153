import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

/** Starts the server of latency-server.ts. */
export async function startLatencyServer(latencyMs: number) {
  const child = fork(fileURLToPath(new URL("./latency-server.ts", import.meta.url)), [String(latencyMs)]);
  const [url] = (await once(child, "message")) as [string];
  return {
    url,
    stats: async () => (await (await fetch(`${url}/stats`)).json()) as { calls: number; seconds: number },
    stop: () => child.kill(),
  };
}
