import type * as Hub from "@huggingface/hub";
import { SDialogError } from "@sdialog/core";

/** The client of the Hugging Face hub, which few need. @throws SDialogError when it is not installed */
export async function loadHub(): Promise<typeof Hub> {
  try {
    return await import("@huggingface/hub");
  } catch (cause) {
    throw new SDialogError(
      "Datasets of the hub are read and written by the package @huggingface/hub, which is not installed",
      { code: "missing_dependency", hint: "npm install @huggingface/hub", cause },
    );
  }
}
