import { Dialog } from "@sdialog/core";
import { memoryTrack } from "../audio/track.ts";
import type { SpeakDialogsOptions } from "../node/speak-dialogs.ts";
import { recordDialog } from "../render/record-dialog.ts";
import type { SpeechModel } from "../speech/speech-model.ts";

/** Somebody who hums for a moment whatever is to be said. */
const hummer: SpeechModel = {
  specVersion: 1,
  id: "rehearsal",
  capabilities: { wordTimes: false, rate: true, pitch: true, repeatable: "always" },
  voices: () => Promise.resolve([{ name: "hum", languages: [] }]),
  speak: () =>
    Promise.resolve({ samples: new Float32Array(1600).fill(0.1), sampleRate: 16_000, warnings: [] }),
};

/**
 * Records a word of everybody whose place is told, with everything but the voices: what cannot be (a microphone in the wall, a
 * reverberation that no room has) shows here, and not after hours of work.
 *
 * @throws InvalidArgumentError
 */
export async function rehearse(options: Omit<SpeakDialogsOptions, "out">): Promise<void> {
  const { room, timing, phone, noise, impulseResponse, loudness, sampleRate, separate, seed } = options;
  const placed = typeof room === "object" ? Object.keys(room.speakers ?? {}) : [];
  const dialog = new Dialog({ turns: ["", ...placed].map((speaker) => ({ speaker, text: "Hm." })) });
  // Who babbles is known when the others are there.
  const heard = noise?.source === "babble" ? undefined : noise;
  const how = { room, timing, phone, noise: heard, impulseResponse, loudness, sampleRate, separate, seed };
  await recordDialog(dialog, hummer, how, memoryTrack);
}
