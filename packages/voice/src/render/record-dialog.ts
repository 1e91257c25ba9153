import { type Dialog, InvalidArgumentError, Random } from "@sdialog/core";
import { Mixer } from "../audio/mixer.ts";
import type { NewTrack } from "../audio/track.ts";
import type { TimeSpan } from "../audio/voice-activity.ts";
import type { SpeechModel } from "../speech/speech-model.ts";
import type { AudioNote, Segment } from "../timeline/segment.ts";
import { completeTiming } from "../timeline/timing-options.ts";
import { type CastVoice, castVoices } from "../voices/cast-voices.ts";
import type { DialogTimings } from "./dialog-timings.ts";
import { finishRecording, type FinishedRecording } from "./finish-recording.ts";
import { layOut } from "./lay-out.ts";
import type { SpeakOptions } from "./speak-options.ts";

/** A dialogue as sound, not yet written anywhere. */
export interface RecordedDialog {
  readonly recording: FinishedRecording;
  readonly timings: DialogTimings;
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
    throw new InvalidArgumentError(`sampleRate is a whole number from 8,000 to 192,000, not ${sampleRate}`);
  const timing = completeTiming(options.timing, language);
  const random = new Random(seed).fork("dialog", String(dialog.id));
  const cast = castVoices(dialog, await model.voices(), {
    model: model.id,
    language,
    chosen,
    unspoken,
    seed,
  });
  const notes: AudioNote[] = missedNotes(cast);
  const onNote = (note: AudioNote): void => void notes.push(note);
  const segments: Segment[] = [];
  const track = await newTrack();
  try {
    const mixer = new Mixer([track]);
    const saying = { model, sampleRate, signal, wait: (ms: number) => waitFor(ms, signal) };
    for await (const { segment, clip, horizon } of layOut(dialog, { cast, timing, random, saying, onNote })) {
      signal?.throwIfAborted();
      segments.push(segment);
      mixer.add(0, clip.samples, Math.round(segment.start * sampleRate));
      if (Number.isFinite(horizon)) await mixer.flush(Math.floor(horizon * sampleRate));
    }
    await mixer.flush(mixer.end + Math.round(timing.edges * sampleRate));
    segments.sort((a, b) => a.start - b.start);
    const raw = { tracks: [track], sampleRate, speech: union(segments.flatMap(({ active }) => active)) };
    const recording = await finishRecording(raw, options, random.derive("channel"), newTrack, onNote, signal);
    return {
      recording,
      timings: {
        id: dialog.id,
        seconds: Math.round(((recording.tracks[0]?.length ?? 0) / recording.sampleRate) * 1000) / 1000,
        sampleRate: recording.sampleRate,
        channels: ["mix"],
        engine: { ...model.fingerprint, id: model.id },
        seed,
        voices: Object.fromEntries(cast),
        timing,
        place: recording.measured,
        segments,
        notes,
      },
    };
  } finally {
    await track.close();
  }
}

function missedNotes(cast: ReadonlyMap<string, CastVoice>): AudioNote[] {
  return [...cast].flatMap(([speaker, { voice, missed }]) =>
    missed.length === 0
      ? []
      : [
          {
            what: "voice_missed" as const,
            message: `${speaker || "nobody"} has the voice ${voice}, which is not as wanted: ${missed.join(", ")}`,
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
    const timer = setTimeout(resolve, milliseconds);
    signal?.addEventListener("abort", () => {
      clearTimeout(timer);
      reject(signal.reason as Error);
    });
  });
}
