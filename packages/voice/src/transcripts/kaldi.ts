import { DataFormatError } from "@sdialog/core";
import { columnNames } from "./column-names.ts";
import type { SpokenRecording } from "./spoken-recording.ts";

/** The files of a Kaldi data folder, each with its lines in the order that Kaldi wants. */
export interface KaldiData {
  readonly "wav.scp": string;
  readonly reco2dur: string;
  readonly segments: string;
  readonly text: string;
  readonly utt2spk: string;
  readonly spk2utt: string;
}

/**
 * What no name of a speaker may have: blanks, and signs that come before the digits in the order of bytes. The hyphen after it, with which
 * the names of utterances go on, is one of them, and utterances must be in the order of their speakers.
 */
const unordered = /[\s\p{C}\p{Z}!-\-/]+/gu;

/** Who speaks in a recording: people of the same name in two recordings are two. */
function peopleOf({ name, segments }: SpokenRecording): ReadonlyMap<string, string> {
  const words = columnNames(segments.map(({ speaker }) => speaker));
  return new Map([...words].map(([speaker, word]) => [speaker, `${name}\n${word}`]));
}

/** A file's name that no shell takes for anything else: the names that recordings get. */
const plainName = /^[\p{L}\p{N}_][\p{L}\p{N}._-]*$/u;

/**
 * What Kaldi reads a recording by: a WAV file's name, or a command that prints a WAV file, as Kaldi itself reads no other format.
 *
 * @throws DataFormatError for what it can have in neither way
 */
function readBy(audio: string): string {
  const name = plainName.test(audio) ? audio : "";
  if (name.endsWith(".wav")) return name;
  // Lhotse runs it too, and so does every Kaldi recipe for LibriSpeech.
  if (name.endsWith(".flac")) return `flac -c -d -s ${name} |`;
  throw new DataFormatError(`Kaldi cannot read the recording ${JSON.stringify(audio.slice(0, 200))}`, {
    hint: "It takes WAV files, and FLAC by the command flac, whose names are letters, digits, dots, hyphens and underscores.",
  });
}

/**
 * Recordings as a Kaldi data folder: an utterance for each turn and back-channel, named by its speaker and recording, with what
 * is said in it. Of several microphones Kaldi takes the first.
 *
 * @throws DataFormatError for a recording that Kaldi cannot read
 */
export function kaldiData(recordings: readonly SpokenRecording[]): KaldiData {
  const names = columnNames(recordings.map(({ name }) => name));
  const speakers = columnNames(
    recordings.flatMap((recording) => [...peopleOf(recording).values()]),
    unordered,
  );
  const utterances = recordings
    .flatMap((recording) => {
      const { name, segments } = recording;
      const people = peopleOf(recording);
      return segments.map(({ speaker, spoken, start, end }, index) => {
        const by = speakers.get(people.get(speaker) as string) as string;
        return {
          id: `${by}-${String(index).padStart(5, "0")}`,
          whose: by,
          recording: names.get(name) as string,
          spoken: spoken.replaceAll(/[\s\p{C}\p{Z}]+/gu, " ").trim(),
          start,
          end,
        };
      });
    })
    .toSorted((a, b) => inBytes(a.id, b.id));
  const bySpeaker = new Map<string, string[]>();
  for (const { whose, id } of utterances) bySpeaker.set(whose, [...(bySpeaker.get(whose) ?? []), id]);
  return {
    "wav.scp": lines(
      recordings.map(({ name, audio }) => `${names.get(name)} ${readBy(audio)}`).toSorted(inBytes),
    ),
    // So that nobody has to unpack all of them to know.
    reco2dur: lines(recordings.map(({ name, seconds }) => `${names.get(name)} ${seconds}`).toSorted(inBytes)),
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

/** Kaldi sorts by bytes, as `LC_ALL=C sort` does; UTF-16 has another order beyond U+FFFF. */
function inBytes(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}

function lines(rows: readonly string[]): string {
  return rows.map((row) => `${row}\n`).join("");
}
