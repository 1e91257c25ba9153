import { checkCount, checkOptions, requireArguments } from "@sdialog/core/internal";
import { Random } from "@sdialog/core";
import { definePersona } from "@sdialog/personas";
import * as z from "zod";

/** The groups that LLM Roleplay (Tamoyan et al. 2024) combines: 5 · 5 · 3 · 2 · 2 = 300 persons. */
export const sociodemographicGroups = {
  age: ["18 to 24", "25 to 34", "35 to 44", "45 to 54", "55 to 64"],
  race: [
    "White",
    "Hispanic or Latino",
    "Black or African American",
    "Native American or American Indian",
    "Asian or Pacific Islander",
  ],
  gender: ["female", "male", "nonbinary"],
  education: ["a Master's degree", "a doctoral degree"],
  native_english: [true, false],
} as const;

/** Somebody by age, race, gender, education and native language. */
export class SociodemographicPersona extends definePersona("SociodemographicPersona", {
  age: z.string().default("").describe("Age in years, from and to"),
  race: z.string().default("").describe("Race or ethnicity, as the person would state it"),
  gender: z.string().default("").describe("Gender identity"),
  education: z.string().default("").describe("Highest degree"),
  native_english: z.boolean().default(true).describe("Whether English is the person's native language"),
}) {
  override describe(): string {
    const { age, race, gender, education, native_english: native } = this;
    return [
      `You are ${age} years old and ${race}, and your gender identity is ${gender}.`,
      `You hold ${education}.`,
      native ? "English is your native language." : "You grew up with another language than English.",
    ].join(" ");
  }
}

/**
 * Persons drawn from all combinations: each of the 300 once, before any comes a second time.
 * @param n how many. Default: 20
 * @throws InvalidArgumentError for what is not a whole number from 1 on
 */
export function sociodemographic(options: {
  readonly n?: number | undefined;
  readonly seed: number;
}): SociodemographicPersona[] {
  const given = checkOptions("sociodemographic", options, { n: true, seed: true });
  requireArguments("sociodemographic", arguments, 1);
  const { n = 20, seed } = given;
  const groups = sociodemographicGroups;
  const all = groups.age.flatMap((age) =>
    groups.race.flatMap((race) =>
      groups.gender.flatMap((gender) =>
        groups.education.flatMap((education) =>
          groups.native_english.map((native_english) => ({ age, race, gender, education, native_english })),
        ),
      ),
    ),
  );
  checkCount("n", n, 1);
  const random = new Random(seed);
  const rounds = Array.from({ length: Math.ceil(n / all.length) }, (_, round) =>
    random.sample(all, Math.min(all.length, n - round * all.length)),
  );
  return rounds.flat().map((attributes) => new SociodemographicPersona(attributes));
}
