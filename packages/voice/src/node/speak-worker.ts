import { Dialog, type DialogInput, SDialogError } from "@sdialog/core";
import { resolveSpeechModel } from "../speech/registry.ts";
import type { SpeechModel } from "../speech/speech-model.ts";
import type { SpeakAnswer, SpeakTask } from "./speaker.ts";
import { speakToFiles } from "./speak-to-files.ts";

let model: Promise<SpeechModel> | undefined;

/** Runs in a worker thread, which speaks with one model as long as it lives. */
export async function speakInWorker(task: SpeakTask): Promise<SpeakAnswer> {
  model ??= resolveSpeechModel(task.engine, task.engineOptions);
  try {
    return await speakToFiles(
      new Dialog(task.dialog as DialogInput),
      task.name,
      task.folder,
      await model,
      task.options,
    );
  } catch (error) {
    if (!SDialogError.isInstance(error)) throw error;
    const { message, code, hint } = error;
    return { error: { message, code, hint } };
  }
}
