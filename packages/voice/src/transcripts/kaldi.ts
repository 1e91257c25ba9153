import type { SpokenRecording } from "./spoken-recording.ts";

/** The files of a Kaldi data folder, each with its lines in the order that Kaldi wants. */
export interface KaldiData {
  readonly "wav.scp": string;
  readonly segments: string;
  readonly text: string;
  readonly utt2spk: string;
  readonly spk2utt: string;
}

/**
 * Recordings as a Kaldi data folder: an utterance for each turn and back-channel, named by its speaker and recording, with what
 * is said in it.
 */
export function kaldiData(recordings: readonly SpokenRecording[]): KaldiData {
  const utterances = recordings
    .flatMap(({ name, segments }) =>
      segments.map(({ speaker, spoken, start, end }, index) => {
        const whose = `${word(name)}-${word(speaker)}`;
        return {
          id: `${whose}-${String(index).padStart(5, "0")}`,
          whose,
          recording: word(name),
          spoken,
          start,
          end,
        };
      }),
    )
    .toSorted((a, b) => inBytes(a.id, b.id));
  const bySpeaker = new Map<string, string[]>();
  for (const { whose, id } of utterances) bySpeaker.set(whose, [...(bySpeaker.get(whose) ?? []), id]);
  return {
    "wav.scp": lines(recordings.map(({ name, audio }) => `${word(name)} ${audio}`).toSorted(inBytes)),
    segments: lines(
      utterances.map(
        ({ id, recording, start, end }) => `${id} ${recording} ${start.toFixed(3)} ${end.toFixed(3)}`,
      ),
    ),
    text: lines(utterances.map(({ id, spoken }) => `${id} ${spoken}`)),
    utt2spk: lines(utterances.map(({ id, whose }) => `${id} ${whose}`)),
    spk2utt: lines(
      [...bySpeaker].toSorted(([a], [b]) => inBytes(a, b)).map(([whose, own]) => `${whose} ${own.join(" ")}`),
    ),
  };
}

/** Kaldi divides columns at blanks. */
function word(text: string): string {
  return text.trim().replaceAll(/\s+/g, "_") || "unknown";
}

/** Kaldi sorts by bytes, as `LC_ALL=C sort` does. */
function inBytes(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function lines(rows: readonly string[]): string {
  return rows.map((row) => `${row}\n`).join("");
}
