import type { ConversationFailedError } from "@sdialog/agents";
import { SDialogError } from "@sdialog/core";

/** What every command ends with, and what that means: the same for all of them. */
export const exitStatus = {
  done: 0,
  failed: 1,
  notBegun: 2,
  /** Whoever stopped it: that of Ctrl-C, unless the program knows of another signal. */
  interrupted: 130,
} as const;

/** The meanings, as the help and the README say them. */
export const exitMeanings: Readonly<Record<number, string>> = {
  [exitStatus.done]: "done, and nothing failed",
  [exitStatus.failed]:
    "begun, and something failed (a task, a conversation, a dialogue, a call of a model), or is still to be done",
  [exitStatus.notBegun]:
    "not begun: the command line, or a file, folder, package or API key it needs, cannot be used",
  [exitStatus.interrupted]:
    "interrupted; its last line says whether it can go on (other signals: 128 and the signal's number)",
};

/** Codes of errors about what a command was given. */
const given: ReadonlySet<string> = new Set([
  "usage",
  "invalid_argument",
  "recipe_invalid",
  "invalid_prompt_template",
  "data_format",
  "no_dialogs",
  "exists",
  "listen_failed",
  "import_failed",
  "missing_package",
  "model_no_credentials",
  "speech_no_credentials",
  "contract_version",
  "budget_unpriced",
  "inputs_changed",
  "outside_folder",
  "file_not_found",
  "file_permission",
  "file_is_folder",
  "file_not_folder",
  "file_exists",
  "file_name_too_long",
  "file_bad_name",
  "file_special",
  "file_of_another_tool",
  "store_missing",
  "store_another_run",
  "store_untrusted",
]);

/** The status of a command that an error ended. */
export function statusOf(error: unknown): number {
  if (!SDialogError.isInstance(error)) return exitStatus.failed;
  const { code } = beginning(error);
  return given.has(code) || code.startsWith("unknown_") ? exitStatus.notBegun : exitStatus.failed;
}

/** What kept a conversation from its first turn, or the error itself. */
function beginning(error: SDialogError): SDialogError {
  if (error.code !== "conversation_failed" || !SDialogError.isInstance(error.cause)) return error;
  const { dialog } = error as ConversationFailedError;
  return dialog.length === 0 ? error.cause : error;
}
