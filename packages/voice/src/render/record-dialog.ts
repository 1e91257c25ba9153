import { type Dialog, InvalidArgumentError, Random } from "@sdialog/core";
import { Mixer } from "../audio/mixer.ts";
import type { NewTrack, Track } from "../audio/track.ts";
import type { TimeSpan } from "../audio/voice-activity.ts";
import { fftConvolve } from "../signal/fft-convolve.ts";
import { phoneRate } from "../signal/telephone.ts";
import { checkedVoices } from "../speech/checked-speech.ts";
import type { SpeechModel } from "../speech/speech-model.ts";
import type { AudioNote, Segment } from "../timeline/segment.ts";
import { nothingCounted, type TimingCounts } from "../timeline/timing-counts.ts";
import { completeTiming } from "../timeline/timing-options.ts";
import { type CastVoice, castVoices } from "../voices/cast-voices.ts";
import type { DialogTimings } from "./dialog-timings.ts";
import { finishRecording, type FinishedRecording } from "./finish-recording.ts";
import { layOut } from "./lay-out.ts";
import { type Acoustics, measuredAcoustics, roomAcoustics } from "./room-setup.ts";
import type { SpeakOptions } from "./speak-options.ts";

/** A dialogue as sound, not yet written anywhere. */
export interface RecordedDialog {
  readonly recording: FinishedRecording;
  readonly timings: DialogTimings;
  /** Each speaker alone, at the rate of `alone.sampleRate`, when that was asked for. */
  readonly alone: { readonly speakers: ReadonlyMap<string, Track>; readonly sampleRate: number };
}

/** Speaks a dialogue with a model, into tracks. The turns are said one after the other and mixed as they come. */
export async function recordDialog(
  dialog: Dialog,
  model: SpeechModel,
  options: Omit<SpeakOptions, "engine" | "engineOptions">,
  newTrack: NewTrack,
): Promise<RecordedDialog> {
  const { language = "en", voices: chosen, unspoken, sampleRate = 16_000, seed = 0, signal } = options;
  if (!Number.isInteger(sampleRate) || sampleRate < 8000 || sampleRate > 192_000)
    throw new InvalidArgumentError(
      `sampleRate must be a whole number from 8,000 to 192,000, not ${sampleRate}`,
    );
  if (
    options.phone !== undefined &&
    options.phone !== false &&
    ![undefined, phoneRate].includes(options.sampleRate)
  )
    throw new InvalidArgumentError(
      `A telephone has ${phoneRate} samples a second, not ${options.sampleRate}`,
    );
  const unknown = options.separate?.find((what) => what !== "speakers" && what !== "microphones");
  if (unknown !== undefined)
    throw new InvalidArgumentError(`separate takes speakers, microphones, or both, not "${String(unknown)}"`);
  const timing = completeTiming(options.timing, language);
  const random = new Random(seed).fork("dialog", String(dialog.id));
  const cast = castVoices(dialog, options.bank ?? (await checkedVoices(model, signal)), {
    model: model.id,
    language,
    chosen,
    unspoken,
    seed,
  });
  const notes: AudioNote[] = missedNotes(cast);
  const onNote = (note: AudioNote): void => void notes.push(note);
  const segments: Segment[] = [];
  const acoustics = acousticsOf(options, [...cast.keys()], sampleRate, random.fork("room"), onNote);
  const heard = await newTracks(acoustics?.channels.length ?? 1, newTrack);
  const alone = options.separate?.includes("speakers") === true ? [...cast.keys()] : [];
  const stems = await newTracks(alone.length, newTrack);
  try {
    const mixer = new Mixer([...heard, ...stems]);
    const saying = { model, sampleRate, signal, wait: (ms: number) => waitFor(ms, signal) };
    let counts = nothingCounted;
    const onCounts = (all: TimingCounts): void => void (counts = all);
    const layout = { cast, timing, random, saying, onNote, onCounts };
    for await (const { segment, clip, horizon } of layOut(dialog, layout)) {
      signal?.throwIfAborted();
      segments.push(segment);
      const at = Math.round(segment.start * sampleRate);
      const responses = acoustics?.responses.get(segment.speaker);
      if (responses === undefined) mixer.add(0, clip.samples, at);
      for (const [index, response] of (responses ?? []).entries())
        mixer.add(index, fftConvolve(clip.samples, response), at);
      const own = alone.indexOf(segment.speaker);
      if (own !== -1) mixer.add(heard.length + own, clip.samples, at);
      if (Number.isFinite(horizon)) await mixer.flush(Math.floor(horizon * sampleRate));
    }
    await mixer.flush(mixer.end + Math.round(timing.edges * sampleRate));
    segments.sort((a, b) => a.start - b.start);
    const raw = {
      dialog: dialog.id,
      tracks: heard,
      sampleRate,
      speech: union(segments.flatMap(({ active }) => active)),
    };
    const recording = await finishRecording(raw, options, random.derive("channel"), newTrack, onNote, signal);
    return {
      recording,
      alone: {
        sampleRate,
        speakers: new Map(alone.map((speaker, index) => [speaker, stems[index] as Track])),
      },
      timings: {
        id: dialog.id,
        // Finely enough that it tells the number of samples at any rate.
        seconds: Math.round(((recording.tracks[0]?.length ?? 0) / recording.sampleRate) * 1e6) / 1e6,
        sampleRate: recording.sampleRate,
        channels: acoustics?.channels ?? ["mix"],
        engine: { ...model.fingerprint, id: model.id },
        seed,
        voices: Object.fromEntries(cast),
        timing,
        counts,
        place: { room: acoustics?.described ?? null, ...recording.measured },
        segments,
        notes,
      },
    };
  } finally {
    for (const track of heard) await track.close();
  }
}

function acousticsOf(
  { room, impulseResponse }: Pick<SpeakOptions, "room" | "impulseResponse">,
  speakers: readonly string[],
  sampleRate: number,
  random: Random,
  onNote: (note: AudioNote) => void,
): Acoustics | undefined {
  if (room !== undefined && impulseResponse !== undefined)
    throw new InvalidArgumentError("A room and an impulse response exclude each other");
  if (impulseResponse !== undefined) return measuredAcoustics(impulseResponse, speakers, sampleRate);
  return room === undefined ? undefined : roomAcoustics(room, speakers, sampleRate, random, onNote);
}

async function newTracks(count: number, newTrack: NewTrack): Promise<Track[]> {
  const tracks: Track[] = [];
  while (tracks.length < count) tracks.push(await newTrack());
  return tracks;
}

function missedNotes(cast: ReadonlyMap<string, CastVoice>): AudioNote[] {
  return [...cast].flatMap(([speaker, { voice, missed }]) =>
    missed.length === 0
      ? []
      : [
          {
            what: "voice_missed" as const,
            message: `${speaker || "The speaker"} has the voice ${voice}, which does not match in: ${missed.join(", ")}`,
          },
        ],
  );
}

/** Spans without their overlaps, in order. */
function union(spans: readonly TimeSpan[]): TimeSpan[] {
  const result: { start: number; end: number }[] = [];
  for (const { start, end } of spans.toSorted((a, b) => a.start - b.start)) {
    const last = result.at(-1);
    if (last !== undefined && start <= last.end) last.end = Math.max(last.end, end);
    else result.push({ start, end });
  }
  return result;
}

function waitFor(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = (): void => {
      clearTimeout(timer);
      reject(signal?.reason as Error);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener("abort", stop);
      resolve();
    }, milliseconds);
    if (signal?.aborted === true) stop();
    else signal?.addEventListener("abort", stop, { once: true });
  });
}
