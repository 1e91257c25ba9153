import { holdsKey } from "@sdialog/core/internal";
import { materials } from "../rooms/materials.ts";
import { roomPresets } from "../rooms/room-presets.ts";
import { walls } from "../rooms/room.ts";
import { noiseKinds } from "../signal/noise.ts";
import { manifestKinds } from "../transcripts/manifest-kinds.ts";
import * as z from "zod";

const share = z.number().min(0).max(1);
const length = z.number().positive();
const position = z.tuple([z.number(), z.number(), z.number()]).describe("Metres from the corner of the room");
const roomName = z.enum(["random", ...(Object.keys(roomPresets) as (keyof typeof roomPresets)[])]);

const material = z.union([
  z.enum(Object.keys(materials) as [keyof typeof materials]),
  z.number().gt(0).max(1),
  z.array(z.number().gt(0).max(1)).length(7),
]);

const room = z.union([
  roomName,
  z.strictObject({
    room: z
      .union([
        roomName,
        z.strictObject({
          size: z.tuple([length, length, length]).describe("Length, width and height in metres"),
          materials: z
            .union([material, z.partialRecord(z.enum([...walls, "walls"]), material)])
            .describe("Of all walls, or of each; `walls` is the rest"),
          air: z.boolean().optional().describe("Whether air absorbs sound too"),
        }),
      ])
      .describe("A room by name, one drawn for each dialogue, or one of your own"),
    reverberation: length.optional().describe("Reverberation time in seconds, whatever the room is made of"),
    microphones: z.array(position).min(1).optional().describe("Each a channel of the recording"),
    distance: length.optional().describe("Of speakers from the first microphone, in metres"),
    speakers: z.record(z.string(), position).optional().describe("Speaker to place"),
  }),
]);

const phone = z.union([
  z.boolean(),
  z.strictObject({
    codec: z.enum(["mu-law", "a-law"]).optional(),
    packetLoss: share.optional().describe("Share of packets of 20 ms that are lost"),
    lossBurst: z.number().min(1).optional().describe("Mean number of packets lost in a row"),
    concealment: z.enum(["repeat", "silence"]).optional(),
  }),
]);

const noise = z.strictObject({
  source: z
    .union([
      z.enum([...noiseKinds, "babble"]),
      z.string().regex(/\.wav$/i, `must be ${noiseKinds.join(", ")}, babble, or a WAV file`),
    ])
    .optional()
    .describe("A kind that is made, people of the other dialogues (babble), or a recording (WAV)"),
  talkers: z.number().int().min(1).optional().describe("How many people babble"),
  snr: z.number().min(-200).max(200).optional().describe("Decibels by which speech is louder. Default: 20"),
});

const timing = z.strictObject({
  gap: z.number().min(0).max(60).optional(),
  gapDeviation: z.number().min(0).max(60).optional(),
  overlap: share.optional().describe("Share of changes of speaker that overlap"),
  overlapLength: z.number().min(0).max(60).optional(),
  longestOverlap: z.number().min(0).max(60).optional(),
  interruptions: share.optional().describe("Share of changes where the other is cut off"),
  backchannels: z.number().min(0).max(60).optional().describe("Listeners' mhm per minute of speech"),
  pause: z.number().min(0).max(60).optional().describe("Mean of additional pauses between sentences"),
  edges: z.number().min(0).max(60).optional(),
});

const voice = z.strictObject({
  name: z.string(),
  languages: z.array(z.string()).default([]).describe("BCP 47 tags; empty: whatever the engine speaks"),
  gender: z.enum(["female", "male"]).optional(),
  age: z.enum(["child", "adult", "elderly"]).optional(),
});

/** How dialogues are spoken, as plain data: what recipes say under `voice:`, and what `sdialog speak` makes of its flags. */
export const voiceSchema = z.strictObject({
  engine: z.string().default("espeak").describe("What speaks: espeak, openai:gpt-4o-mini-tts, …"),
  baseURL: z
    .url()
    .refine(
      isPublic,
      "may not hold a name, a password, a query or a key in its path: keys come from the environment",
    )
    .optional()
    .describe("Where the engine's server is"),
  language: z.string().optional().describe("BCP 47 tag of speakers whose persona names no language"),
  bank: z.array(voice).min(1).optional().describe("The voices to choose from. Default: all of the engine's"),
  voices: z.record(z.string(), z.string()).optional().describe("Speaker to voice, chosen by hand"),
  unspoken: z
    .enum(["error", "fallback"])
    .optional()
    .describe("What happens where no voice speaks a speaker's language"),
  timing: timing.optional().describe("How turns follow each other. Default: as people's do"),
  room: room.optional(),
  impulseResponse: z.string().optional().describe("A measured impulse response (WAV), in place of a room"),
  phone: phone.optional().describe("Over a telephone: 300 to 3,400 Hz at 8 kHz"),
  noise: noise.optional(),
  loudness: z
    .number()
    .nullable()
    .optional()
    .describe("In LUFS; null: as loud as the voices are. Default: -23"),
  sampleRate: z.number().int().min(8000).max(192_000).optional().describe("In hertz. Default: 16000"),
  separate: z.array(z.enum(["speakers", "microphones"])).optional(),
  format: z.enum(["wav", "flac"]).optional(),
  manifests: z.array(z.enum(manifestKinds)).optional().describe("Lists for other tools"),
  workers: z.number().int().min(1).optional().describe("Dialogues at a time"),
  seed: z.number().int().optional().describe("Default: that of the recipe"),
});

/** How dialogues are spoken, as plain data; see {@link voiceSchema}. */
export type VoiceRecipe = z.input<typeof voiceSchema>;

function isPublic(address: string): boolean {
  const { username, password, search, hash } = new URL(address);
  return [username, password, search, hash].every((part) => part === "") && !holdsKey(address);
}
