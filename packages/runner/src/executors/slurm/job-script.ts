import { fileURLToPath } from "node:url";
import type { CommonRecipe } from "../../recipe/common-fields.ts";

/** The exit code by which an array task says that no task can succeed, so that retrying is pointless. */
export const hopelessExitCode = 65;

export interface JobScriptOptions {
  readonly folder: string;
  readonly name: string;
  readonly slurm: CommonRecipe["slurm"];
}

/**
 * The script of an array job: each array task does one part of the run. It is sent TERM a minute before its time is
 * up, keeps what it has, and is queued again; so is one that died.
 */
export function jobScript({ folder, name, slurm }: JobScriptOptions): string {
  const { tasks, throttle, partition, account, time, memory, cpus, options } = slurm;
  const settings = [
    `--job-name=sdialog-${name.replaceAll(/[^\w.-]+/g, "-")}`,
    `--array=0-${tasks - 1}${throttle === undefined ? "" : `%${throttle}`}`,
    "--requeue",
    "--open-mode=append",
    `--output=${directiveWord(`${folder.replaceAll("%", "%%")}/slurm/%A_%a.out`)}`,
    "--signal=B:TERM@60",
    `--cpus-per-task=${cpus}`,
    ...(partition === undefined ? [] : [`--partition=${partition}`]),
    ...(account === undefined ? [] : [`--account=${account}`]),
    ...(time === undefined ? [] : [`--time=${time}`]),
    ...(memory === undefined ? [] : [`--mem=${memory}`]),
    ...options,
  ];
  const extension = import.meta.url.endsWith(".ts") ? "ts" : "mjs";
  const program = fileURLToPath(new URL(`../../run/array-task.${extension}`, import.meta.url));
  const command = [process.execPath, ...process.execArgv, program, folder].map(quoted).join(" ");
  return `#!/bin/bash
${settings.map((setting) => `#SBATCH ${setting}`).join("\n")}

${command} "$SLURM_ARRAY_TASK_ID" ${tasks} &
task=$!
trap 'kill -TERM "$task" 2>/dev/null' TERM
wait "$task"
status=$?
# A trapped signal ends the first wait; the second one waits for the task itself.
while kill -0 "$task" 2>/dev/null; do wait "$task"; status=$?; done
if [ "$status" -ne 0 ] && [ "$status" -ne ${hopelessExitCode} ] \\
  && [ ! -e ${quoted(`${folder}/slurm/cancelled`)} ] && [ "\${SLURM_RESTART_COUNT:-0}" -lt 5 ]; then
  scontrol requeue "\${SLURM_ARRAY_JOB_ID}_\${SLURM_ARRAY_TASK_ID}"
fi
exit "$status"
`;
}

/** A word of an `#SBATCH` line, which sbatch splits at blanks and ends at `#` unless they are quoted. */
function directiveWord(text: string): string {
  return /[\s"'#\\]/.test(text) ? `"${text.replaceAll(/["\\]/g, String.raw`\$&`)}"` : text;
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
