import { Dialog } from "@sdialog/core";
import type { z } from "zod";
import type { originSchema } from "../protocol/stage.ts";
import { editedDialog } from "./edited-dialog.ts";

/** A dialogue to go on from, and how many of its turns are kept. */
export interface Origin {
  readonly dialog: Dialog;
  readonly turn: number;
}

/** @throws DataFormatError for what is not a dialogue; InvalidArgumentError for a turn it has not */
export function readOrigin({ dialog: data, turn, edited }: z.output<typeof originSchema>): Origin {
  const dialog = Dialog.from(data, "the dialogue to go on from");
  return { dialog: edited === undefined ? dialog : editedDialog(dialog, turn - 1, edited), turn };
}
