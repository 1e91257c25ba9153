import { deriveSeed, type Seed } from "@sdialog/core";
import { addInto, amplified, amplitudeOf, peak } from "../audio/levels.ts";
import type { NewTrack, Track } from "../audio/track.ts";
import type { TimeSpan } from "../audio/voice-activity.ts";
import { loudnessMeter } from "../signal/loudness-meter.ts";
import { lostPackets, phoneBand, phoneRate, telephone, telephoneReach } from "../signal/telephone.ts";
import type { AudioNote } from "../timeline/segment.ts";
import { type ChannelOptions, type NoiseLoop, noiseLoop, phoneOf } from "./place-options.ts";

/** A recording before it is written: its channels, at one rate, and the factor that makes it as loud as wanted. */
export interface FinishedRecording {
  readonly tracks: readonly Track[];
  readonly sampleRate: number;
  /** Factor on every amplitude. */
  readonly gain: number;
  /** What was measured and decided, for the metadata. */
  readonly measured: Readonly<Record<string, unknown>>;
}

/** What is recorded: what the microphones hear of the speakers. */
export interface RawRecording {
  /** The id of the dialogue. */
  readonly dialog: string | number;
  readonly tracks: readonly Track[];
  readonly sampleRate: number;
  /** When anybody speaks, in order, without overlaps. */
  readonly speech: readonly TimeSpan[];
}

/** Seconds that are worked on at a time: whole ones, so that blocks begin on samples at every rate. */
const blockSeconds = 10;
/** Highest peak, −1 dBFS: what EBU R 128 allows. */
const highestPeak = amplitudeOf(-1);

/**
 * Adds the noise, sends it over the telephone and measures how loud it is, block by block, so that an hour needs no more
 * memory than a minute.
 */
export async function finishRecording(
  raw: RawRecording,
  options: ChannelOptions,
  seed: Seed,
  newTrack: NewTrack,
  onNote: (note: AudioNote) => void,
  signal?: AbortSignal,
): Promise<FinishedRecording> {
  const { sampleRate } = raw;
  const noise = noiseLoop(options.noise, { dialog: raw.dialog, sampleRate, seed: deriveSeed(seed, "noise") });
  const phone = phoneOf(options.phone);
  const length = raw.tracks[0]?.length ?? 0;
  const outRate = phone === undefined ? sampleRate : phoneRate;
  const packets = Math.ceil((length / sampleRate) * 50) + 50;
  const lost =
    phone === undefined
      ? new Uint8Array(0)
      : lostPackets(packets, phone.packetLoss, phone.lossBurst, deriveSeed(seed, "packets"));
  const reach = phone === undefined ? 0 : telephoneReach(sampleRate);
  const size = blockSeconds * sampleRate;
  // Of a telephone's sound only its band counts, as what is outside of it is not heard.
  const band = phone === undefined ? undefined : (samples: Float32Array) => phoneBand(samples, sampleRate);
  const levels = await levelsOf(raw, noise, { size, reach, outRate, band });
  // A codec cuts off what goes beyond full scale, as close speech in a small room does: it is passed softer, and made as
  // loud again behind it, so that speech and noise keep their ratio.
  const loudest = Math.max(0, ...levels.map((level) => level.peak));
  const lineGain = loudest > highestPeak ? highestPeak / loudest : 1;
  const meter = loudnessMeter(outRate, raw.tracks.length);
  const tracks: Track[] = [];
  for (const _ of raw.tracks) tracks.push(await newTrack());
  let highest = 0;
  for (let start = 0; start < length; start += size) {
    signal?.throwIfAborted();
    const end = Math.min(start + size, length);
    const blocks: Float32Array[] = [];
    for (const [index, track] of raw.tracks.entries()) {
      const samples = await track.read(start - reach, end + reach);
      if (noise !== undefined)
        addLoop(
          samples,
          noise.samples,
          start - reach,
          { from: 0, to: length },
          levels[index]?.noiseFactor ?? 0,
          offsetOf(index, noise),
        );
      blocks.push(phone === undefined ? samples : narrowed(samples, start, end, reach));
    }
    meter.add(blocks);
    for (const [index, block] of blocks.entries()) {
      highest = Math.max(highest, peak(block));
      await tracks[index]?.append(block);
    }
  }
  const { gain, achieved } = gainFor(
    options.loudness ?? (options.loudness === null ? null : -23),
    meter.integrated(),
    highest,
    onNote,
  );
  return {
    tracks,
    sampleRate: outRate,
    gain,
    measured: {
      noise: noise?.described ?? null,
      phone: phone ?? null,
      gain: Math.round(gain * 1e6) / 1e6,
      loudness: Number.isFinite(achieved) ? Math.round(achieved * 100) / 100 : null,
    },
  };

  /** The block over the telephone, with what stands around it taken into account and cut off again. */
  function narrowed(samples: Float32Array, start: number, end: number, around: number): Float32Array {
    const first = Math.round(((start - around) / sampleRate) * 50);
    const here = Uint8Array.from(
      { length: Math.ceil((samples.length / sampleRate) * 50) + 1 },
      (_, index) => lost[first + index] ?? 0,
    );
    const line = phone as NonNullable<typeof phone>;
    const narrow =
      lineGain === 1
        ? telephone(samples, sampleRate, line, here)
        : amplified(telephone(amplified(samples, lineGain), sampleRate, line, here), 1 / lineGain);
    return middle(narrow, { start, end, around, sampleRate });
  }
}

/** What is left of a block at the rate of a telephone when what stands around it is cut off. */
function middle(
  narrow: Float32Array,
  {
    start,
    end,
    around,
    sampleRate,
  }: { readonly start: number; readonly end: number; readonly around: number; readonly sampleRate: number },
): Float32Array {
  const from = (around / sampleRate) * phoneRate;
  return narrow.slice(from, from + Math.ceil(((end - start) / sampleRate) * phoneRate));
}

/** How a track is listened to, block by block. */
interface Listening {
  /** Samples of a block. */
  readonly size: number;
  /** Samples on either side of a block that its sound depends on. */
  readonly reach: number;
  /** Samples per second of what is heard. */
  readonly outRate: number;
  /** What is heard of samples; nothing: all of them. */
  readonly band: ((samples: Float32Array) => Float32Array) | undefined;
}

/** What is known of a track before it is mixed. */
interface TrackLevels {
  /** What its noise is multiplied by, so that it has the wanted ratio to the speech in what is heard of both. */
  readonly noiseFactor: number;
  /** No sample of what is heard of speech and noise together is further from nought. */
  readonly peak: number;
}

/** Nothing where neither noise nor a telephone asks for levels. */
async function levelsOf(
  { tracks, sampleRate, speech }: RawRecording,
  noise: NoiseLoop | undefined,
  { size, reach, outRate, band }: Listening,
): Promise<TrackLevels[]> {
  if (noise === undefined && band === undefined) return [];
  const levels: TrackLevels[] = [];
  for (const [index, track] of tracks.entries()) {
    const voices = { sum: 0, count: 0, peak: 0 };
    const hiss = { sum: 0, count: 0, peak: 0 };
    for (let start = 0; start < track.length; start += size) {
      const end = Math.min(start + size, track.length);
      const heard = (samples: Float32Array): Float32Array =>
        band === undefined ? samples : middle(band(samples), { start, end, around: reach, sampleRate });
      const spoken = heard(await track.read(start - reach, end + reach));
      voices.peak = Math.max(voices.peak, peak(spoken));
      if (noise === undefined) continue;
      const looped = new Float32Array(end - start + 2 * reach);
      const within = { from: 0, to: track.length };
      addLoop(looped, noise.samples, start - reach, within, 1, offsetOf(index, noise));
      const around = heard(looped);
      hiss.peak = Math.max(hiss.peak, peak(around));
      addPower(hiss, around);
      const from = (start / sampleRate) * outRate;
      for (const span of speech)
        addPower(
          voices,
          spoken.subarray(
            Math.max(0, Math.round(span.start * outRate - from)),
            Math.max(0, Math.round(span.end * outRate - from)),
          ),
        );
    }
    const wanted = noise === undefined ? 0 : meanOf(voices) / 10 ** (noise.snr / 10);
    const noiseFactor = hiss.sum === 0 ? 0 : Math.sqrt(wanted / meanOf(hiss));
    levels.push({ noiseFactor, peak: voices.peak + noiseFactor * hiss.peak });
  }
  return levels;
}

interface PowerSum {
  sum: number;
  count: number;
}

function addPower(to: PowerSum, samples: Float32Array): void {
  for (const sample of samples) to.sum += sample * sample;
  to.count += samples.length;
}

function meanOf({ sum, count }: PowerSum): number {
  return count === 0 ? 0 : sum / count;
}

/** Microphones do not hear the same noise: each begins elsewhere in the loop. */
function offsetOf(track: number, { samples }: NoiseLoop): number {
  return Math.floor(track * samples.length * 0.381966) % samples.length;
}

function addLoop(
  block: Float32Array,
  loop: Float32Array,
  at: number,
  within: { readonly from: number; readonly to: number },
  factor: number,
  offset: number,
): void {
  const from = Math.max(0, within.from - at);
  const to = Math.min(block.length, within.to - at);
  if (to <= from) return;
  const part = Float32Array.from(
    { length: to - from },
    (_, index) => loop[(at + from + index + offset) % loop.length] as number,
  );
  addInto(block, part, from, factor);
}

function gainFor(
  wanted: number | null,
  measured: number,
  highest: number,
  onNote: (note: AudioNote) => void,
): { readonly gain: number; readonly achieved: number } {
  const decibels = wanted === null || !Number.isFinite(measured) ? 0 : wanted - measured;
  const gain = amplitudeOf(decibels);
  if (highest * gain <= highestPeak) return { gain, achieved: measured + decibels };
  // Clipping would be heard in everything; being a little too soft is not.
  const softer = highestPeak / highest;
  const achieved = measured + 20 * Math.log10(softer);
  onNote({
    what: wanted === null ? "clipping" : "loudness_missed",
    message:
      wanted === null
        ? `peaks of ${highest.toFixed(2)} of full scale were made softer as a whole`
        : `peaks would clip at ${wanted} LUFS, so that it has ${achieved.toFixed(1)} LUFS`,
  });
  return { gain: softer, achieved };
}
