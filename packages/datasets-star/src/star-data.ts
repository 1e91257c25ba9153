import { DataFormatError } from "@sdialog/core";
import * as z from "zod";

const scenarioSchema = z.looseObject({
  /** A few scenarios have a task without a domain. */
  Domains: z.array(z.string().nullable()),
  Happy: z.boolean(),
  MultiTask: z.boolean(),
  UserTask: z.string(),
  WizardTask: z.string(),
  WizardCapabilities: z.array(
    z.looseObject({ Task: z.string(), Domain: z.string().nullish(), SchemaImage: z.string().nullish() }),
  ),
});

const eventSchema = z.looseObject({
  Agent: z.string(),
  Action: z.string(),
  ActionLabel: z.string().nullish(),
  Text: z.string().nullish(),
  /** Seconds; the knowledge base does not say when it answered. */
  UnixTime: z.number().nullish(),
});

const starDialogueSchema = z.looseObject({ Scenario: scenarioSchema, Events: z.array(eventSchema) });

/** What a dialogue of the corpus was recorded for, with the keys of its files. */
export type StarScenario = z.output<typeof scenarioSchema>;
/** Something that happened in a dialogue of the corpus, with the keys of its files. */
export type StarEvent = z.output<typeof eventSchema>;
/** What is used of a dialogue's file. */
export type StarDialogue = z.output<typeof starDialogueSchema>;

/** @throws DataFormatError naming the file and the wrong place */
export function parseStarDialogue(data: unknown, source: string): StarDialogue {
  return parse(starDialogueSchema, data, "a dialogue of STAR", source);
}

/** @throws DataFormatError naming the wrong place */
export function parseStarScenario(data: unknown): StarScenario {
  return parse(scenarioSchema, data, "a scenario of STAR");
}

/** Data of the shape a schema asks for. @throws DataFormatError naming the source and the first wrong place */
export function parse<Schema extends z.ZodType>(
  schema: Schema,
  data: unknown,
  what: string,
  source?: string,
): z.output<Schema> {
  const result = schema.safeParse(data);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  const place = issue === undefined || issue.path.length === 0 ? "" : `${issue.path.join(".")}: `;
  throw new DataFormatError(`not ${what}: ${place}${issue?.message ?? "invalid"}`, {
    source,
    hint: "Compare it with the original in https://github.com/RasaHQ/STAR.",
  });
}
