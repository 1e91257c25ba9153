import { SDialogError } from "@sdialog/core";

/** SHA-256 of what each file or folder held, by the path that the recipe names it by. */
export type InputHashes = Readonly<Record<string, string>>;

/** @throws SDialogError `inputs_changed` when something that both know has changed */
export function refuseChangedInputs(before: InputHashes, now: InputHashes): void {
  for (const [path, hash] of Object.entries(now)) {
    if (before[path] === undefined || before[path] === hash) continue;
    throw new SDialogError(`${path} has changed since the run began`, {
      code: "inputs_changed",
      hint: "Put back what was there, or start a new run in another folder: a run made half from other data would be of no use.",
    });
  }
}
