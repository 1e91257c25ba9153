import { execFileSync } from "node:child_process";

/** Whether a Slurm cluster answers on this machine. */
export function clusterIsUp(): boolean {
  try {
    return execFileSync("sinfo", ["--noheader"], { stdio: ["ignore", "pipe", "ignore"] }).length > 0;
  } catch {
    return false;
  }
}
