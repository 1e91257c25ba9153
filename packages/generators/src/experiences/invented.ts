import * as z from "zod";
import { experienceSchema } from "./experience.ts";

const line = (most: number) => z.string().trim().min(1).max(most);
const lines = (count: number, most: number) => z.array(line(most)).min(1).max(count);

/** Somebody a model invents: everything is told, and nothing is longer than a prompt can hold many times over. */
const person = z.object({
  name: line(60)
    .refine((name) => /^\p{L}[\p{L}\p{M}\p{N}'’“”".,()\- ]*$/u.test(name), "is not a name")
    .describe("First and last name"),
  age: z.number().int().min(1).max(120).describe("Age in years"),
  qualities: lines(4, 60).describe("Traits of character, such as friendly or stubborn"),
  lifestyle: z.object({
    work: line(160).describe("What they do for a living"),
    hobbies: lines(4, 80).describe("What they like to do"),
  }),
  speech_style: line(200).describe("How they talk"),
  memory: z.object({
    recent: lines(4, 240).describe("What happened to them lately"),
    long_term: lines(4, 240).describe("What shaped them long ago"),
  }),
});

/** People whom a model invents, each with a name of their own; some names may have been given already. */
export const inventedPeople = (count: number, names: readonly string[] = []) =>
  z.object({
    personas: z
      .array(person)
      .length(count)
      .refine(
        (people) =>
          new Set([...names, ...people.map(({ name }) => name)].map((name) => name.toLowerCase())).size ===
          names.length + people.length,
        "two people have the same name",
      )
      .describe("The people"),
  });

/** What a model has people share. */
export const inventedFrame = z.object({
  relations: line(600).describe("How the people know each other, by their names"),
  situation: line(800).describe("What brings them together now; it follows from their memories"),
  topic: line(240).describe("What they talk about; it follows from the situation"),
  conversation_starter: line(400).describe(
    "One line, as somebody would say it, that opens the conversation about the topic",
  ),
});

/** An experience that a model invents in one go. */
export const inventedExperience = (count: number) =>
  experienceSchema.refine((made) => made.personas.length === count, `there must be ${count} people`);
