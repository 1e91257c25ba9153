import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { SDialogError } from "@sdialog/core";
import { toFileError } from "@sdialog/core/fs";
import type { MultichannelAudio, RoomName, RoomSetup } from "@sdialog/voice";
import type { ManifestKind } from "@sdialog/voice/node";
import { Command, Option } from "commander";
import { decimalNumber } from "../terminal/decimal-number.ts";
import { listOption } from "../terminal/list-option.ts";
import { startCounter } from "../terminal/progress.ts";
import { type ReadFlags, withReadFlags } from "../terminal/read-flags.ts";
import { formatTable } from "../terminal/table.ts";
import { printJson, printLine, type Terminal } from "../terminal/terminal.ts";
import { UsageError } from "../terminal/usage-error.ts";
import { wholeNumber } from "../terminal/whole-number.ts";
import { dialogFiles } from "./dialog-files.ts";

interface SpeakFlags extends ReadFlags {
  readonly out: string;
  readonly engine: string;
  readonly language?: string;
  readonly fallback?: boolean;
  readonly room?: string;
  readonly distance?: number;
  readonly reverberation?: number;
  readonly impulseResponse?: string;
  readonly separate?: readonly string[];
  readonly phone?: boolean;
  readonly snr?: number;
  readonly noise?: "white" | "pink" | "brown" | "hum";
  readonly loudness?: number;
  readonly sampleRate?: number;
  readonly overlap?: number;
  readonly interruptions?: number;
  readonly backchannels?: number;
  readonly pause?: number;
  readonly format: "wav" | "flac";
  readonly manifests?: readonly string[];
  readonly workers?: number;
  readonly seed: number;
  readonly json?: boolean;
}

/** `sdialog speak`: dialogues as recordings. */
export function speakCommand(terminal: Terminal): Command {
  const command = new Command("speak")
    .description(
      "Speak dialogues: a voice for each persona, turns that follow each other as people's do, in a room or over a phone.",
    )
    .argument("<files...>", "files and folders, or hf:owner/name[@revision][:split]")
    .requiredOption("--out <folder>", "folder to write ID.wav, ID.rttm, ID.vtt and ID.json to")
    .option("--engine <engine[:model]>", "what speaks: espeak, openai:gpt-4o-mini-tts", "espeak")
    .option("--language <tag>", "language of speakers whose persona names none", "en")
    .option("--fallback", "speak in that language where no voice speaks a speaker's own")
    .option(
      "--room <name>",
      "office, meeting room, kitchen, living room, bathroom, car, hall, classroom or random",
    )
    .option(
      "--distance <metres>",
      "how far speakers are from the microphone in a room (default: 1)",
      decimalNumber,
    )
    .option(
      "--reverberation <seconds>",
      "reverberation time of the room, whatever it is made of",
      decimalNumber,
    )
    .option("--impulse-response <file>", "a measured impulse response (WAV), in place of a room")
    .option("--separate <what>", "further files: speakers, microphones, or both", listOption)
    .option("--phone", "over a telephone: 300 to 3,400 Hz, 8 kHz, µ-law")
    .option("--snr <dB>", "background noise, so much softer than the speech", decimalNumber)
    .addOption(
      new Option("--noise <kind>", "what the noise is (default: pink)").choices([
        "white",
        "pink",
        "brown",
        "hum",
      ]),
    )
    .option("--loudness <LUFS>", "loudness of each recording (default: -23)", decimalNumber)
    .option("--sample-rate <Hz>", "samples per second (default: 16000; 8000 with --phone)", wholeNumber)
    .option("--overlap <share>", "share of changes of speaker that overlap, 0 to 1", decimalNumber)
    .option("--interruptions <share>", "share of changes where the other is cut off, 0 to 1", decimalNumber)
    .option("--backchannels <n>", "listeners' mhm per minute of speech", decimalNumber)
    .option("--pause <seconds>", "mean of additional pauses between sentences", decimalNumber)
    .addOption(
      new Option("--format <format>", "how recordings are kept").choices(["wav", "flac"]).default("wav"),
    )
    .option(
      "--manifests <kinds>",
      "lists for other tools: kaldi, lhotse, audiofolder, separated by commas",
      listOption,
    )
    .option("--workers <n>", "dialogues at a time (default: one per processor, at most 4)", wholeNumber)
    .option("--seed <n>", "seed of voices, timing and noise", wholeNumber, 0)
    .option("--json", "print one JSON object");
  return withReadFlags(command).action((files: string[], flags: SpeakFlags) => speak(terminal, files, flags));
}

async function speak(terminal: Terminal, files: readonly string[], flags: SpeakFlags): Promise<void> {
  const { speakDialogs, writeManifests } = await import("@sdialog/voice/node");
  const { engine, language, phone, loudness, sampleRate, overlap, interruptions, backchannels, pause } =
    flags;
  const unreadable: SDialogError[] = [];
  const source = dialogFiles(terminal, files, flags, { onError: (error) => unreadable.push(error) });
  const counter = startCounter(terminal, "Spoken", "dialogues");
  let done = 0;
  const out = resolve(terminal.cwd, flags.out);
  const summary = await speakDialogs(source, {
    out,
    engine,
    language,
    unspoken: flags.fallback === true ? "fallback" : "error",
    room: roomOf(flags),
    impulseResponse:
      flags.impulseResponse === undefined ? undefined : await soundOf(terminal, flags.impulseResponse),
    separate: separateOf(flags.separate),
    phone,
    noise:
      flags.snr === undefined && flags.noise === undefined
        ? undefined
        : { source: flags.noise, snr: flags.snr },
    loudness,
    sampleRate,
    timing: { overlap, interruptions, backchannels, pause },
    format: flags.format,
    workers: flags.workers,
    seed: flags.seed,
    signal: terminal.signal,
    onDialog: () => counter.update(++done),
  }).finally(() => counter.stop());
  const manifests = await writeManifests(out, (flags.manifests ?? []) as ManifestKind[]);
  const failed = [...summary.failed, ...unreadable.map(({ code, message }) => ({ id: "", code, message }))];
  if (flags.json === true) printJson(terminal, { ...summary, failed, out, manifests });
  else {
    const { dialogs, seconds, found } = summary;
    printLine(
      terminal,
      `${dialogs} dialogues, ${Math.round(seconds)} seconds in all, by ${summary.engine}: ${terminal.color.cyan(out)}`,
    );
    if (found > 0) printLine(terminal, `Already there, and left as they are: ${found}`);
    for (const path of manifests) printLine(terminal, terminal.color.cyan(path));
    const notes = Object.entries(summary.notes);
    if (notes.length > 0) printLine(terminal, formatTable(terminal, ["noted (in ID.json)", "times"], notes));
  }
  if (failed.length === 0 && summary.dialogs > 0) return;
  if (flags.json !== true)
    for (const { id, message } of failed.slice(0, 10))
      printLine(terminal, terminal.color.yellow(`${id === "" ? "unreadable" : id}: ${message}`));
  throw failed.length === 0
    ? new SDialogError("There is no dialogue to speak", {
        code: "no_dialogs",
        hint: "Name a file that holds dialogues.",
      })
    : new SDialogError(`${failed.length} dialogues could not be spoken`, {
        code: "not_spoken",
        hint: "The others were; the same command speaks what is missing.",
      });
}

function roomOf({ room, distance, reverberation }: SpeakFlags): RoomSetup | undefined {
  if (room !== undefined) return { room: room as RoomName, distance, reverberation };
  if (distance === undefined && reverberation === undefined) return undefined;
  throw new UsageError("--distance and --reverberation are of a room", "Name one: --room office");
}

async function soundOf(terminal: Terminal, path: string): Promise<MultichannelAudio> {
  const { readWav } = await import("@sdialog/voice");
  const at = resolve(terminal.cwd, path);
  const bytes = await readFile(at).catch((error: unknown) => {
    throw toFileError(error, at);
  });
  return readWav(bytes, at);
}

function separateOf(
  names: readonly string[] | undefined,
): readonly ("speakers" | "microphones")[] | undefined {
  return names?.map((name) => {
    if (name === "speakers" || name === "microphones") return name;
    throw new UsageError(
      `"${name}" is not recorded on its own`,
      "--separate takes speakers, microphones, or both.",
    );
  });
}
