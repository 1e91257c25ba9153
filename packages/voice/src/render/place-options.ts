import { InvalidArgumentError } from "@sdialog/core";
import { checkOptions, type OptionNames } from "@sdialog/core/internal";
import type { AudioClip } from "../audio/audio-clip.ts";
import { resample } from "../audio/resample.ts";
import { madeNoise, type NoiseKind, noiseKinds } from "../signal/noise.ts";
import { completePhone, type PhoneOptions } from "../signal/telephone.ts";

/** Noise in the background. */
export interface BackgroundNoise {
  /** A kind that is made, or a recording, which is looped. Default: `pink`. */
  readonly source?: NoiseKind | AudioClip | undefined;
  /** How much louder speech is, in decibels: mean power where anybody speaks over mean power of the noise. Default: 20. */
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
  noise: { source: true, snr: true },
  phone: true,
  loudness: true,
};

/** Seconds of noise that are looped. */
const loopSeconds = 20;

/** Noise to be mixed in, with a mean power of 1 over its loop. */
export interface NoiseLoop {
  readonly samples: Float32Array;
  readonly snr: number;
}

/** The noise as samples at a rate. @throws InvalidArgumentError for a ratio that is no number, or a silent recording */
export function noiseLoop(
  noise: BackgroundNoise | undefined,
  sampleRate: number,
  seed: number,
): NoiseLoop | undefined {
  if (noise === undefined) return undefined;
  const { source = "pink", snr = 20 } = checkOptions("noise", noise, channelOptionNames.noise);
  if (!(Math.abs(snr) <= 200))
    throw new InvalidArgumentError(`noise.snr is in decibels, at most 200, not ${snr}`);
  if (typeof source === "string")
    return { snr, samples: madeNoise(source, loopSeconds * sampleRate, sampleRate, seed) };
  const samples = resample(source.samples, source.sampleRate, sampleRate);
  if (!samples.some((sample) => sample !== 0))
    throw new InvalidArgumentError("The recording of the noise is silent", {
      hint: `Made noises: ${noiseKinds.join(", ")}.`,
    });
  return { snr, samples };
}

/** The telephone, when there is one. */
export function phoneOf(phone: ChannelOptions["phone"]): ReturnType<typeof completePhone> | undefined {
  if (phone === undefined || phone === false) return undefined;
  return completePhone(phone === true ? {} : phone);
}
