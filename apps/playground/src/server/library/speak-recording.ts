import { dirname, join } from "node:path";
import { type Dialog, SDialogError } from "@sdialog/core";
import { voiceOptions } from "@sdialog/voice/recipe";
import type * as z from "zod";
import type { speakSchema } from "../../protocol/recording.ts";
import type { OpenedFolder } from "../opened-folder.ts";
import { recordingFolder } from "./find-recording.ts";

/**
 * Speaks a dialogue with eSpeak NG, which needs no network and no key, to `audio/` beside its file.
 *
 * @throws MissingPackageError without eSpeak NG; SpeechError; FileError
 */
export async function speakRecording(
  folder: OpenedFolder,
  dialog: Dialog,
  { place, room, phone, snr }: z.output<typeof speakSchema>,
  signal: AbortSignal,
): Promise<void> {
  const options = await voiceOptions({
    unspoken: "fallback",
    room: room === "" ? undefined : (room as "office"),
    phone,
    noise: snr === null ? undefined : { snr },
    workers: 1,
  });
  const { speakDialogs } = await import("@sdialog/voice/node");
  // A file in it, so that links which lead out are found.
  const out = dirname(await folder.place(join(dirname(place.file), recordingFolder, "x.wav")));
  const { failed } = await speakDialogs([dialog], { ...options, out, signal });
  const [problem] = failed;
  if (problem !== undefined)
    throw new SDialogError(problem.message, { code: problem.code, hint: "The dialogue was not spoken." });
}
