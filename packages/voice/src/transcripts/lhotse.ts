import type { SpokenRecording } from "./spoken-recording.ts";

/** A recording as Lhotse's manifest has it. */
export function lhotseRecording({ name, audio, seconds, sampleRate, channels }: SpokenRecording): object {
  const ids = channels.map((_, index) => index);
  return {
    id: name,
    sources: [{ type: "file", channels: ids, source: audio }],
    sampling_rate: sampleRate,
    num_samples: Math.round(seconds * sampleRate),
    duration: seconds,
    channel_ids: ids,
  };
}

/** What is said in a recording as Lhotse's supervisions, one for each turn and back-channel. */
export function lhotseSupervisions({ name, channels, voices, segments }: SpokenRecording): object[] {
  return segments.map(({ speaker, spoken, text, kind, turn, start, end }, index) => ({
    id: `${name}-${index}`,
    recording_id: name,
    start,
    duration: Math.round((end - start) * 1e6) / 1e6,
    channel: channels.length === 1 ? 0 : channels.map((_, channel) => channel),
    text: spoken,
    language: voices[speaker]?.language,
    speaker,
    custom: { kind, turn, written: text },
  }));
}
