import type { VoiceRecipe } from "@sdialog/voice/recipe";
import { type Command, InvalidArgumentError, Option } from "commander";
import { decimalNumber } from "../terminal/decimal-number.ts";
import { listOption } from "../terminal/list-option.ts";
import { UsageError } from "../terminal/usage-error.ts";
import { wholeNumber } from "../terminal/whole-number.ts";

/** What is said on the command line about how dialogues are spoken. */
export interface SpeakFlags {
  readonly engine: string;
  readonly baseUrl?: string;
  readonly language?: string;
  readonly fallback?: boolean;
  readonly voice?: Readonly<Record<string, string>>;
  readonly room?: string;
  readonly distance?: number;
  readonly reverberation?: number;
  readonly microphone?: readonly Place[];
  readonly impulseResponse?: string;
  readonly separate?: readonly string[];
  readonly phone?: boolean;
  readonly codec?: "mu-law" | "a-law";
  readonly packetLoss?: number;
  readonly lossBurst?: number;
  readonly snr?: number;
  readonly noise?: string;
  readonly talkers?: number;
  readonly loudness?: number;
  readonly sampleRate?: number;
  readonly gap?: number;
  readonly overlap?: number;
  readonly interruptions?: number;
  readonly backchannels?: number;
  readonly pause?: number;
  readonly format: "wav" | "flac";
  readonly manifests?: readonly string[];
  readonly workers?: number;
  readonly seed: number;
}

type Place = [x: number, y: number, z: number];

/** Adds the flags to a command. */
export function withSpeakFlags(command: Command): Command {
  return command
    .option("--engine <engine[:model]>", "what speaks: espeak, openai:gpt-4o-mini-tts", "espeak")
    .option("--base-url <url>", "where the engine's server is")
    .option("--language <tag>", "language of speakers whose persona names none", "en")
    .option("--fallback", "speak in that language where no voice speaks a speaker's own")
    .option("--voice <speaker=voice>", "a voice chosen by hand; may be repeated", speakerVoice)
    .option(
      "--room <name>",
      "office, meeting room, kitchen, living room, bathroom, car, hall, classroom, or random: drawn for each dialogue",
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
    .option(
      "--microphone <x,y,z>",
      "a microphone in the room, in metres from its corner; may be repeated",
      place,
    )
    .option("--impulse-response <file>", "a measured impulse response (WAV), in place of a room")
    .option("--separate <what>", "further files: speakers, microphones, or speakers,microphones", listOption)
    .option("--phone", "over a telephone: 300 to 3,400 Hz, 8 kHz")
    .addOption(
      new Option("--codec <name>", "codec of the telephone (default: mu-law)").choices(["mu-law", "a-law"]),
    )
    .option("--packet-loss <share>", "share of the telephone's packets that are lost, 0 to 1", decimalNumber)
    .option("--loss-burst <n>", "mean number of packets lost in a row (default: 1)", decimalNumber)
    .option(
      "--snr <dB>",
      "how much softer the background noise is than the speech (default: 20)",
      decimalNumber,
    )
    .option(
      "--noise <kind>",
      "white, pink, brown, hum, babble (people of the other dialogues), or a recording: cafe.wav (default: pink)",
    )
    .option("--talkers <n>", "how many people babble (default: 6)", wholeNumber)
    .option("--loudness <LUFS>", "loudness of each recording (default: -23)", decimalNumber)
    .option("--sample-rate <Hz>", "samples per second (default: 16000; 8000 with --phone)", wholeNumber)
    .option("--gap <seconds>", "mean time between turns that do not overlap", decimalNumber)
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
    .option("--seed <n>", "seed of voices, timing and noise", wholeNumber, 0);
}

/** What belongs to what: a flag that says nothing without another. */
const needs = [
  [["distance", "reverberation", "microphone"], "room", "--room office"],
  [["codec", "packetLoss", "lossBurst"], "phone", "--phone"],
] as const;

/**
 * How dialogues are spoken, as plain data; the same as under `voice:` in a recipe.
 *
 * @throws UsageError for flags that exclude each other, or mean nothing without another
 */
export function voiceRecipeOf(flags: SpeakFlags): VoiceRecipe {
  for (const [names, of, example] of needs)
    for (const name of names)
      if (flags[name] !== undefined && flags[of] === undefined)
        throw new UsageError(`${flagOf(name)} says something about --${of}`, `Add it: ${example}`);
  if (flags.talkers !== undefined && flags.noise !== "babble")
    throw new UsageError("--talkers says how many people babble", "Add it: --noise babble");
  if (flags.room !== undefined && flags.impulseResponse !== undefined)
    throw new UsageError("--room and --impulse-response exclude each other", "Leave one of them out.");
  if (flags.phone === true && flags.sampleRate !== undefined && flags.sampleRate !== 8000)
    throw new UsageError("--phone has 8000 samples a second", "Leave --sample-rate out.");
  const { gap, overlap, interruptions, backchannels, pause, separate, manifests } = flags;
  return {
    engine: flags.engine,
    baseURL: flags.baseUrl,
    language: flags.language,
    unspoken: flags.fallback === true ? "fallback" : "error",
    voices: flags.voice,
    timing: { gap, overlap, interruptions, backchannels, pause },
    room: roomOf(flags),
    impulseResponse: flags.impulseResponse,
    phone: phoneOf(flags),
    noise: noiseOf(flags),
    loudness: flags.loudness,
    sampleRate: flags.sampleRate,
    separate: separate as VoiceRecipe["separate"],
    format: flags.format,
    manifests: manifests as VoiceRecipe["manifests"],
    workers: flags.workers,
    seed: flags.seed,
  };
}

function roomOf({ room, distance, reverberation, microphone: microphones }: SpeakFlags): VoiceRecipe["room"] {
  if (room === undefined) return undefined;
  return { room: room as "office", distance, reverberation, microphones: microphones && [...microphones] };
}

function phoneOf({ phone, codec, packetLoss, lossBurst }: SpeakFlags): VoiceRecipe["phone"] {
  return phone === true ? { codec, packetLoss, lossBurst } : undefined;
}

function noiseOf({ noise: source, talkers, snr }: SpeakFlags): VoiceRecipe["noise"] {
  return source === undefined && snr === undefined ? undefined : { source, talkers, snr };
}

function flagOf(name: string): string {
  return `--${name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

function place(text: string, before: readonly Place[] = []): readonly Place[] {
  const [x = Number.NaN, y = Number.NaN, z = Number.NaN, ...more] = text.split(",").map(Number);
  if (![x, y, z].every(Number.isFinite) || more.length > 0)
    throw new InvalidArgumentError("It must be three numbers, in metres: 2,1.5,1.2");
  return [...before, [x, y, z]];
}

function speakerVoice(
  text: string,
  before: Readonly<Record<string, string>> = {},
): Readonly<Record<string, string>> {
  const [, speaker, voice] = /^(.+)=([^=]+)$/s.exec(text) ?? [];
  if (speaker === undefined || voice === undefined)
    throw new InvalidArgumentError("It must be a speaker and a voice: Ann=en-US+f3");
  return { ...before, [speaker]: voice };
}
