import * as z from "zod";

/** Kinds of noise a participant's messages can go through. */
export const noiseKinds = ["none", "typing", "speech", "semantic"] as const;

/** Who can play a participant: a model, whoever sits at the page, a simulated user, a chatbot under test, given lines. */
export const players = ["model", "person", "user", "chatbot", "script"] as const;

/** Ways to choose who speaks next. */
export const turnTakingKinds = ["alternate", "random", "addressed", "llm-select"] as const;

const attributes = z.record(z.string(), z.unknown());

const participantSchema = z.strictObject({
  playedBy: z.enum(players).default("model"),
  persona: z.strictObject({ type: z.string(), attributes }),
  /** As `backend:model`. */
  model: z.string().min(1).default("local:pocket"),
  temperature: z.number().min(0).max(2).nullable().default(null),
  think: z.boolean().default(false),
  firstUtterance: z.string().default(""),
  /** What else whoever composes messages is told of this conversation. */
  details: z.string().default(""),
  /** What a simulated user is after; of several lines, each further one is brought up a turn later. */
  goal: z.string().default(""),
  /** What it knows, by name. */
  facts: z.record(z.string(), z.string()).default({}),
  /** What a script says, one line a turn. */
  lines: z.array(z.string()).default([]),
  /** How a chatbot is reached: `{ type, url, … }`; keys as `${NAME}` of an environment variable. */
  chatbot: z.looseObject({ type: z.string() }).default({ type: "openai" }),
  tools: z.array(z.string()).default([]),
  /** Rules as data: `{ type, …arguments }`. */
  orchestrators: z.array(z.looseObject({ type: z.string() })).default([]),
  noise: z
    .strictObject({ kind: z.enum(noiseKinds), activation: z.number().min(0).max(1) })
    .default({ kind: "none", activation: 0.5 }),
});

/** Everything that decides how a conversation goes, as data. */
export const sceneSchema = z.strictObject({
  participants: z.array(participantSchema).min(2).max(8),
  context: attributes.default({}),
  turnTaking: z.enum(turnTakingKinds).default("alternate"),
  seed: z.number().int().min(0).default(7),
  maxTurns: z.number().int().min(1).max(200).default(12),
});

export type Scene = z.output<typeof sceneSchema>;
export type SceneParticipant = Scene["participants"][number];
