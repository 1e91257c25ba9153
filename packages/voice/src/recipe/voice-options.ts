import { readFile } from "node:fs/promises";
import { InvalidArgumentError } from "@sdialog/core";
import { checkOptions } from "@sdialog/core/internal";
import { toFileError } from "@sdialog/core/fs";
import type { AudioClip } from "../audio/audio-clip.ts";
import { addInto } from "../audio/levels.ts";
import { type MultichannelAudio, readWav } from "../audio/read-wav.ts";
import type { SpeakDialogsOptions } from "../node/speak-dialogs.ts";
import type { BackgroundNoise } from "../render/place-options.ts";
import { checkManifestKinds } from "../transcripts/manifest-kinds.ts";
import { type VoiceRecipe, voiceSchema } from "./voice-schema.ts";

const voiceNames = Object.fromEntries(Object.keys(voiceSchema.shape).map((name) => [name, true])) as Record<
  keyof VoiceRecipe,
  true
>;

/** What `speakDialogs` takes besides a folder. */
export type VoiceOptions = Omit<SpeakDialogsOptions, "out" | "onDialog" | "signal">;

/**
 * What a description in plain data asks for: its recordings are read, and its engine is looked for, so that what is in the way
 * is known before anything is made.
 *
 * @param find where a file that it names is. Default: as it stands
 * @throws InvalidArgumentError for settings there are not, or that exclude each other; UnknownNameError for an unknown engine;
 *   MissingPackageError; FileError or DataFormatError for a recording that cannot be read
 */
export async function voiceOptions(
  recipe: VoiceRecipe,
  find: (path: string) => string = (path) => path,
): Promise<VoiceOptions> {
  const {
    engine = "espeak",
    baseURL,
    impulseResponse,
    noise,
    manifests = [],
    ...plain
  } = checkOptions("voice", recipe, voiceNames);
  checkManifestKinds(manifests);
  if (impulseResponse !== undefined && plain.room !== undefined)
    throw new InvalidArgumentError("A room and an impulse response exclude each other");
  const engineOptions = baseURL === undefined ? undefined : { baseURL };
  // Loaded when something is to be spoken: whoever only reads recipes does without.
  const { resolveSpeechModel } = await import("../speech/registry.ts");
  await resolveSpeechModel(engine, engineOptions);
  const options: VoiceOptions = {
    ...plain,
    // A bank that names no languages speaks whatever the engine does.
    bank: plain.bank?.map(({ languages = [], ...voice }) => ({ ...voice, languages })),
    engine,
    engineOptions,
    impulseResponse: impulseResponse === undefined ? undefined : await recordingAt(find(impulseResponse)),
    noise: noise === undefined ? undefined : await backgroundOf(noise, find),
  };
  const { rehearse } = await import("./rehearse.ts");
  await rehearse(options);
  return options;
}

async function backgroundOf(
  { source, ...rest }: NonNullable<VoiceRecipe["noise"]>,
  find: (path: string) => string,
): Promise<BackgroundNoise> {
  if (source === undefined || !source.toLowerCase().endsWith(".wav"))
    return { ...rest, source: source as BackgroundNoise["source"] };
  return { ...rest, source: mono(await recordingAt(find(source))) };
}

async function recordingAt(path: string): Promise<MultichannelAudio> {
  const bytes = await readFile(path).catch((error: unknown) => {
    throw toFileError(error, path);
  });
  return readWav(bytes, path);
}

/** All channels together, as loud as one. */
function mono({ channels, sampleRate }: MultichannelAudio): AudioClip {
  const samples = new Float32Array(channels[0]?.length ?? 0);
  for (const channel of channels) addInto(samples, channel, 0, 1 / channels.length);
  return { samples, sampleRate };
}
