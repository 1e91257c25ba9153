import * as z from "zod";

const text = z.string().trim().min(1);

/** Somebody in an experience: told in full, or as a few sentences taken from elsewhere. */
export const experiencePersonaSchema = z.object({
  name: text.describe("Full name"),
  age: z.number().int().min(1).max(120).optional().describe("Age in years"),
  description: z.string().optional().describe("The person in a few sentences, when nothing else is known"),
  qualities: z.array(text).optional().describe("Traits of character, such as friendly or stubborn"),
  lifestyle: z
    .object({ work: text.describe("What they do for a living"), hobbies: z.array(text) })
    .optional(),
  speech_style: z.string().optional().describe("How they talk"),
  memory: z
    .object({
      recent: z.array(text).describe("What happened to them lately"),
      long_term: z.array(text).describe("What shaped them long ago"),
    })
    .optional(),
});

/** What the people of an experience share; follows from who they are. */
export const experienceFrameSchema = z.object({
  relations: text.describe("How the people know each other"),
  situation: text.describe("What brings them together now; it follows from their memories"),
  topic: text.describe("What they talk about; it follows from the situation"),
  conversation_starter: text.describe("The line that opens the conversation about the topic"),
});

/** Related people in a situation with something to talk about: all a group conversation needs (ConvoGen). */
export const experienceSchema = z.object({
  // First, since everything else follows from them.
  personas: z.array(experiencePersonaSchema).min(2).describe("The people, each with a name of their own"),
  ...experienceFrameSchema.shape,
});

/** An experience that may say where it comes from, as results of a run do; see {@link GeneratedExperience}. */
export const tracedExperienceSchema = experienceSchema.extend({
  id: text.optional(),
  parentShot: text.optional(),
  seed: z.number().int().optional(),
  alike: text.optional(),
  faults: z.record(z.string(), z.number()).optional(),
});

/** Somebody in an experience, told in full or as a few sentences. */
export type ExperiencePersona = z.output<typeof experiencePersonaSchema>;
/** Somebody of whom not even a name need be known, as hubs of personas describe people. */
export type UnnamedPersona = Omit<ExperiencePersona, "name"> & { readonly name?: string | undefined };
/** Related people in a situation with something to talk about; see {@link experienceSchema}. */
export type Experience = z.output<typeof experienceSchema>;

/** An experience with where it comes from. */
export type GeneratedExperience = Experience & {
  /** Follows from the content. */
  readonly id: string;
  /** The example the model was shown. */
  readonly parentShot: string;
  readonly seed: number;
  /** The experience it is too much like, which the model went on making when asked again; it is no example for others. */
  readonly alike?: string | undefined;
  /**
   * How often the model made a copy of its example (`copied_example`), or of another experience (`near_duplicate`); and
   * whether this one is no example for others (`declined_by_hub`).
   */
  readonly faults?: Readonly<Record<string, number>> | undefined;
};

/** The experience itself. */
export function withoutOrigin({
  id: _id,
  parentShot: _shot,
  seed: _seed,
  alike: _alike,
  faults: _faults,
  ...experience
}: GeneratedExperience): Experience {
  return experience;
}

/** The experience in a result: a made one itself, or what a conversation was held about. */
export function experienceIn(made: object): GeneratedExperience {
  const { scenario } = made as { readonly scenario?: unknown };
  return (typeof scenario === "object" && scenario !== null ? scenario : made) as GeneratedExperience;
}
