import type { Dialog, DialogData } from "@sdialog/core";
import { SDialogError } from "@sdialog/core";
import type { SpeechOptions } from "../speech/speech-engine.ts";
import type { SpeechModel } from "../speech/speech-model.ts";
import { type RecordOptions, speakToFiles, type SpokenFile } from "./speak-to-files.ts";

/** Speaks dialogues to files, here or elsewhere. */
export interface Speaker {
  speak(
    dialog: Dialog,
    name: string,
    signal: AbortSignal | undefined,
  ): Promise<{ readonly file: SpokenFile; readonly before: boolean }>;
  /** Ends its threads. */
  close(): Promise<void>;
}

/** What a thread needs to speak a dialogue: names instead of objects, plain data instead of classes. */
export interface SpeakTask {
  readonly engine: string;
  readonly engineOptions: SpeechOptions | undefined;
  readonly folder: string;
  readonly options: Omit<RecordOptions, "signal">;
  readonly dialog: DialogData;
  readonly name: string;
}

/** What a thread answers; errors cross threads as data, since their classes do not. */
export type SpeakAnswer =
  | { readonly file: SpokenFile; readonly before: boolean }
  | {
      readonly error: { readonly message: string; readonly code: string; readonly hint: string | undefined };
    };

/** Speaks in this thread. */
export function localSpeaker(model: SpeechModel, folder: string, options: RecordOptions): Speaker {
  return {
    speak: (dialog, name) => speakToFiles(dialog, name, folder, model, options),
    close: () => Promise.resolve(),
  };
}

/** Speaks in so many threads. */
export async function threadedSpeaker(
  shared: Omit<SpeakTask, "dialog" | "name">,
  threads: number,
): Promise<Speaker> {
  const { Tinypool } = await import("tinypool");
  // The source runs as it is; a build renames it.
  const extension = import.meta.url.endsWith(".ts") ? "ts" : "mjs";
  const pool = new Tinypool({
    filename: new URL(`./speak-worker.${extension}`, import.meta.url).href,
    name: "speakInWorker",
    minThreads: threads,
    maxThreads: threads,
    isolateWorkers: false,
  });
  return {
    async speak(dialog, name, signal) {
      const task: SpeakTask = { ...shared, dialog: dialog.toJSON(), name };
      const answer = (await pool.run(task, { signal: signal ?? null })) as SpeakAnswer;
      if ("error" in answer) throw new SDialogError(answer.error.message, answer.error);
      return answer;
    },
    close: () => pool.destroy(),
  };
}
