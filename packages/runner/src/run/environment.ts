import { execFile } from "node:child_process";
import { arch, cpus, hostname, platform, totalmem } from "node:os";
import { promisify } from "node:util";
import { version } from "@sdialog/core";

/** Environment variables that say where a run took place and hold no secret. Nothing else is recorded. */
const recordedVariables = [
  "CUDA_VISIBLE_DEVICES",
  "NODE_ENV",
  "SLURM_ARRAY_JOB_ID",
  "SLURM_CLUSTER_NAME",
  "SLURM_JOB_ID",
  "SLURM_JOB_PARTITION",
] as const;

/** Where and with what a run is made: versions, machine, code, and an allow-list of environment variables. */
export async function describeEnvironment(): Promise<Record<string, unknown>> {
  const variables = recordedVariables
    .map((name) => [name, process.env[name]] as const)
    .filter(([, value]) => value !== undefined);
  return {
    sdialog: version,
    node: process.version,
    platform: `${platform()} ${arch()}`,
    host: hostname(),
    cpus: cpus().length,
    memoryBytes: totalmem(),
    ...(await codeVersion()),
    variables: Object.fromEntries(variables),
  };
}

/** The commit of the folder the run is started from, and whether it was changed since. */
async function codeVersion(): Promise<Record<string, unknown>> {
  try {
    const [commit, changes] = await Promise.all([
      git("rev-parse", "HEAD"),
      git("status", "--porcelain", "-uno"),
    ]);
    return { git: { commit, changed: changes !== "" } };
  } catch {
    return {};
  }
}

async function git(...args: string[]): Promise<string> {
  return (await promisify(execFile)("git", args, { timeout: 5000 })).stdout.trim();
}
