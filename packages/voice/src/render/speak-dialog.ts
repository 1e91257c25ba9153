import type { Dialog } from "@sdialog/core";
import { checkOptions, requireArguments } from "@sdialog/core/internal";
import { amplified } from "../audio/levels.ts";
import type { MultichannelAudio } from "../audio/read-wav.ts";
import { memoryTrack } from "../audio/track.ts";
import { resolveSpeechModel } from "../speech/registry.ts";
import { checkSpeakers } from "../voices/unknown-speakers.ts";
import type { DialogTimings } from "./dialog-timings.ts";
import { recordDialog } from "./record-dialog.ts";
import { type SpeakOptions, speakOptionNames } from "./speak-options.ts";

/** A dialogue as sound. */
export interface SpokenDialog extends MultichannelAudio {
  /** Who says what when, with which voice; and all that it takes to make the same sound again. */
  readonly timings: DialogTimings;
}

/**
 * Speaks a dialogue: a voice for each persona, turns that follow each other as people's do, in memory. The same seed gives
 * the same sound as far as the engine does.
 *
 * ```ts no-run
 * import { speakDialog, writeWav } from "@sdialog/voice";
 *
 * const spoken = await speakDialog(dialog, { noise: { snr: 20 }, phone: true, seed: 1 });
 * await writeFile("call.wav", writeWav(spoken));
 * ```
 *
 * @throws SpeechError when the engine fails, or no voice speaks a speaker's language; MissingPackageError; InvalidArgumentError
 * for a voice of somebody who is not in the dialogue
 */
export async function speakDialog(dialog: Dialog, options: SpeakOptions = {}): Promise<SpokenDialog> {
  const {
    engine = "espeak",
    engineOptions,
    ...rest
  } = checkOptions("speakDialog", options, speakOptionNames);
  requireArguments("speakDialog", arguments, 1);
  checkSpeakers(rest.voices, [dialog]);
  const model = await resolveSpeechModel(engine, engineOptions);
  const { recording, timings } = await recordDialog(dialog, model, rest, memoryTrack);
  const channels = await Promise.all(
    recording.tracks.map(async (track) => amplified(await track.read(0, track.length), recording.gain)),
  );
  return { channels, sampleRate: recording.sampleRate, timings };
}
