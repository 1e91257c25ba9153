// Loaded before a program (`--import`), so that one of its processes dies at a write: the variable SDIALOG_TEST_DEATH names
// a file that says which. Whoever comes to that write takes the file away, and so dies alone.
import { appendFileSync, readFileSync, unlinkSync } from "node:fs";
import { basename } from "node:path";
import type { Fault } from "./mortal-disk.ts";
import { patchWrites } from "./patch-writes.ts";

/** Which process dies, and when. */
export interface Death {
  /** Name of its program without extension: `main`, `array-task`. */
  readonly program: string;
  /** Which of its writes, from 1. */
  readonly at: number;
  /** What happens there; with a full disk it lives on, and each further write fails. */
  readonly fault: Fault;
}

const file = process.env["SDIALOG_TEST_DEATH"];
if (file !== undefined) {
  const program = basename(process.argv[1] ?? "", ".ts");
  let writes = 0;
  let full = false;
  await patchWrites(async ({ name, whole, half }) => {
    writes++;
    appendFileSync(`${file}.writes`, `${program} ${writes}\n`);
    const death = full ? undefined : deathAt(file, program, writes);
    if (death?.fault === "before") die();
    if (death?.fault === "after") await whole().finally(die);
    if (death?.fault === "half" || death?.fault === "full") await half();
    if (death?.fault === "half") die();
    full ||= death?.fault === "full";
    if (full && name !== "rm")
      throw Object.assign(new Error("no space left on device"), { code: "ENOSPC", syscall: "write" });
    return whole();
  });
}

function deathAt(path: string, program: string, writes: number): Death | undefined {
  try {
    const death = JSON.parse(readFileSync(path, "utf8")) as Death;
    if (death.program !== program || death.at !== writes) return undefined;
    unlinkSync(path);
    return death;
  } catch {
    // Another process took it away.
    return undefined;
  }
}

function die(): void {
  process.kill(process.pid, "SIGKILL");
}
