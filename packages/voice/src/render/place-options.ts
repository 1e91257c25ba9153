import { InvalidArgumentError } from "@sdialog/core";
import { checkOptions, type OptionNames } from "@sdialog/core/internal";
import type { AudioClip } from "../audio/audio-clip.ts";
import { resample } from "../audio/resample.ts";
import { type Babble, mixedBabble, usualTalkers } from "./babble.ts";
import { madeNoise, type NoiseKind, noiseKinds } from "../signal/noise.ts";
import { completePhone, type PhoneOptions } from "../signal/telephone.ts";

/** Noise in the background. */
export interface BackgroundNoise {
  /**
   * A kind that is made; a recording, which is looped; people of other dialogues (`babbleOf`), or `babble` for those of the
   * dialogues that are spoken together. Default: `pink`.
   */
  readonly source?: NoiseKind | "babble" | AudioClip | Babble | undefined;
  /** How many people babble, where they do. Default: 6, or as many as there are. */
  readonly talkers?: number | undefined;
  /**
   * How much louder speech is in what is heard, in decibels: mean power where anybody speaks over mean power of the noise, over a
   * telephone within its band. Default: 20.
   */
  readonly snr?: number | undefined;
}

/** What happens to the sound between the mouths and the file. */
export interface ChannelOptions {
  readonly noise?: BackgroundNoise | undefined;
  /** Over a telephone: `true` for a good line. Default: not. */
  readonly phone?: boolean | PhoneOptions | undefined;
  /** Integrated loudness of the recording, in LUFS (EBU R 128); `null`: as loud as the voices are. Default: −23. */
  readonly loudness?: number | null | undefined;
}

/** The names of {@link ChannelOptions}. */
export const channelOptionNames: OptionNames<ChannelOptions> = {
  noise: { source: true, talkers: true, snr: true },
  phone: true,
  loudness: true,
};

/** Seconds of noise that are looped. */
const loopSeconds = 20;

/** Noise to be mixed in, again and again. */
export interface NoiseLoop {
  readonly samples: Float32Array;
  readonly snr: number;
  /** What it is, for the metadata. */
  readonly described: Readonly<Record<string, unknown>>;
}

/** What noise is heard with. */
export interface NoiseSetting {
  /** The id of the dialogue. */
  readonly dialog: string | number;
  /** In hertz. */
  readonly sampleRate: number;
  readonly seed: number;
}

/** The noise as samples at a rate. @throws InvalidArgumentError for a ratio that is not a number, a silent recording, or nobody to babble */
export function noiseLoop(
  noise: BackgroundNoise | undefined,
  { dialog, sampleRate, seed }: NoiseSetting,
): NoiseLoop | undefined {
  if (noise === undefined) return undefined;
  const { source = "pink", talkers, snr = 20 } = checkOptions("noise", noise, channelOptionNames.noise);
  if (!(Math.abs(snr) <= 200))
    throw new InvalidArgumentError(`noise.snr must be in decibels, at most 200, not ${snr}`);
  const babbles = source === "babble" || (typeof source === "object" && "talkers" in source);
  if (talkers !== undefined && !(babbles && Number.isInteger(talkers) && talkers >= 1))
    throw new InvalidArgumentError(
      "noise.talkers must be a whole number of at least 1: how many people babble",
      {
        hint: 'It goes with the source "babble".',
      },
    );
  if (source === "babble")
    throw new InvalidArgumentError("A dialogue that is spoken by itself has no others that could babble", {
      hint: "Pass noise.source: await babbleOf(others), or speak several dialogues together.",
    });
  if (typeof source === "string") {
    const samples = madeNoise(source, loopSeconds * sampleRate, sampleRate, seed);
    return { snr, samples, described: { source, snr } };
  }
  if ("talkers" in source) {
    const mixed = mixedBabble(source, { dialog, count: talkers ?? usualTalkers, sampleRate, seed });
    return { snr, samples: mixed.samples, described: { source: "babble", talkers: mixed.talkers, snr } };
  }
  const samples = resample(source.samples, source.sampleRate, sampleRate);
  if (!samples.some((sample) => sample !== 0))
    throw new InvalidArgumentError("The recording of the noise is silent", {
      hint: `Made noises: ${noiseKinds.join(", ")}.`,
    });
  return { snr, samples, described: { source: "recording", snr } };
}

/** The telephone, when there is one. */
export function phoneOf(phone: ChannelOptions["phone"]): ReturnType<typeof completePhone> | undefined {
  if (phone === undefined || phone === false) return undefined;
  return completePhone(phone === true ? {} : phone);
}
