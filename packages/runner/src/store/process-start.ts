import { readFileSync, readlinkSync } from "node:fs";

/**
 * What tells a running process from every other, earlier or later, with the same number; `undefined` when no such
 * process runs. Where the system does not say when a process was started, the number alone must do.
 */
export function processStart(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The second field is the name in parentheses and may hold spaces; state is the first after it, start the 20th.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return fields[0] === "Z" || fields[0] === "X" ? undefined : `${bootId()}:${fields[19]}`;
  } catch {
    return isRunning(pid) && !hasProc() ? "running" : undefined;
  }
}

/**
 * What tells the processes whose numbers mean something to this one from all others: machines and containers may share a
 * name, and a folder, and see nothing of each other's processes. `undefined` where the system does not say.
 */
export function processSpace(): string | undefined {
  try {
    return `${bootId()}:${readlinkSync("/proc/self/ns/pid")}`;
  } catch {
    return undefined;
  }
}

function bootId(): string {
  try {
    return readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
  } catch {
    return "";
  }
}

function hasProc(): boolean {
  try {
    return readFileSync("/proc/self/stat", "utf8") !== "";
  } catch {
    return false;
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as { code?: string }).code === "EPERM";
  }
}
