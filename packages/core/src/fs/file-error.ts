import { SDialogError } from "../errors/sdialog-error.ts";

interface Failure {
  readonly code: string;
  readonly message: string;
  readonly hint: string;
}

const permission: Failure = {
  code: "file_permission",
  message: "the system does not allow it",
  hint: "Check the owner and the permissions of the file and its folder.",
};
const space: Failure = {
  code: "file_no_space",
  message: "there is no space left on the device",
  hint: "Free some space, or write to another device. What was there before is unchanged.",
};

/** System error code → what it means to whoever reads or writes a file. */
const failures: Readonly<Record<string, Failure>> = {
  ENOENT: {
    code: "file_not_found",
    message: "there is no such file or folder",
    hint: "Check the path and the working folder.",
  },
  EISDIR: {
    code: "file_is_folder",
    message: "this is a folder, not a file",
    hint: "Name a file; `loadDialogs` reads all dialogues of a folder.",
  },
  ENOTDIR: {
    code: "file_not_folder",
    message: "a part of this path is a file, not a folder",
    hint: "Check the path.",
  },
  EEXIST: {
    code: "file_exists",
    message: "this file already exists",
    hint: "Choose another name, or allow it to be overwritten.",
  },
  EMFILE: {
    code: "file_too_many_open",
    message: "too many files are open",
    hint: "Read fewer files at a time, or raise the limit (ulimit -n).",
  },
  ENAMETOOLONG: {
    code: "file_name_too_long",
    message: "the name is too long",
    hint: "Choose a shorter one.",
  },
  ERR_INVALID_ARG_VALUE: {
    code: "file_bad_name",
    message: "this cannot be the name of a file",
    hint: "Leave out the null character.",
  },
  EACCES: permission,
  EPERM: permission,
  EROFS: permission,
  ENOSPC: space,
  EDQUOT: space,
};

/** A file could not be read or written. `code` says why (`file_not_found`, `file_permission`, …), `path` which. */
export class FileError extends SDialogError {
  override readonly name = "FileError";
  /** The file or folder that was read or written. */
  readonly path: string;

  constructor(path: string, failure: Failure, cause?: unknown) {
    super(`${path}: ${failure.message}`, { code: failure.code, hint: failure.hint, cause });
    this.path = path;
  }
}

/** The error as a {@link FileError} where the file system raised it; any other error as it is. */
export function toFileError(error: unknown, path: string): unknown {
  if (!(error instanceof Error) || SDialogError.isInstance(error) || !("code" in error)) return error;
  const failure = failures[String(error.code)];
  if (failure !== undefined) return new FileError(path, failure, error);
  if (!("syscall" in error)) return error;
  const message = `the file system answered ${String(error.code)}`;
  return new FileError(path, { code: "file", message, hint: "Check the device and the path." }, error);
}

/** @throws FileError `file_exists` */
export function fileExists(path: string): FileError {
  return new FileError(path, failures["EEXIST"] as Failure);
}
