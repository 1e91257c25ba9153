import { SDialogError } from "@sdialog/core";

/** What is wrong with a run's folder. */
export type StoreProblem =
  | "locked"
  | "taken_over"
  | "full"
  | "read_only"
  | "missing"
  | "newer"
  | "another_run"
  | "untrusted"
  | "damaged"
  | "input_output";

/** What is wrong with a run's folder, and which folder it is. */
export interface StoreErrorOptions {
  readonly problem: StoreProblem;
  readonly folder: string;
  readonly hint?: string | undefined;
  readonly cause?: unknown;
}

/** A run's folder cannot be read or written. Code `store_<problem>`; what was finished before stays finished. */
export class StoreError extends SDialogError {
  override readonly name = "StoreError";
  readonly problem: StoreProblem;
  /** The run's folder. */
  readonly folder: string;

  constructor(message: string, { problem, folder, hint, cause }: StoreErrorOptions) {
    super(`${folder}: ${message}`, { code: `store_${problem}`, hint, cause });
    this.problem = problem;
    this.folder = folder;
  }
}

/** Says what a failed file operation means for the run. Errors that are not file errors are given back as they are. */
export function storeError(error: unknown, folder: string): unknown {
  if (SDialogError.isInstance(error) || !(error instanceof Error) || !("code" in error)) return error;
  const [problem, message, hint] = meaning(String(error.code));
  return new StoreError(message, { problem, folder, hint, cause: error });
}

function meaning(code: string): [StoreProblem, string, string] {
  switch (code) {
    case "ENOSPC":
    case "EDQUOT":
      return ["full", "the disk is full", "Free some space, then resume the run: finished work is kept."];
    case "EROFS":
    case "EACCES":
    case "EPERM":
      return [
        "read_only",
        "this folder cannot be written to",
        "Choose another folder, or change its permissions.",
      ];
    case "EEXIST":
    case "ENOTDIR":
      return [
        "missing",
        "this is not a folder, or is not in one",
        "Choose a folder for the run (--out FOLDER).",
      ];
    case "ENOENT":
      return ["missing", "there is no such folder", "Check the path."];
    default:
      return [
        "input_output",
        `the file system refused (${code})`,
        "Resume the run once it works again: finished work is kept.",
      ];
  }
}

/** A run's folder is not where it was any more. */
export function folderGone(folder: string): StoreError {
  return new StoreError("the folder was removed while the run was writing to it", {
    problem: "missing",
    folder,
    hint: "If it was moved, put it back and resume the run: finished work is in it.",
  });
}
