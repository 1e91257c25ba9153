import { headings } from "@sdialog/agents";
import { withoutHeadings } from "@sdialog/agents/internal";
import { definePrompt } from "@sdialog/llm";
import type { Experience, ExperiencePersona } from "./experience.ts";

/** What a model is asked for. */
export interface ExperienceTask {
  /** How many people take part. */
  readonly participants: number;
  /** The example to learn the form from. */
  readonly shot: Experience;
  /** Names and topics of late that should not come again. */
  readonly taken: { readonly names: readonly string[]; readonly topics: readonly string[] };
  /** People who are given; the model then only invents what they share. */
  readonly personas?: readonly ExperiencePersona[] | undefined;
  readonly extraInstructions?: string | undefined;
}

/** Asks for one experience: people and what they share, or what given people share. */
export const experiencePrompt = definePrompt({
  name: "experience",
  description: "asks a model for a situation of a group, and for its people unless they are given",
  from: "@sdialog/generators",
  slots: {
    participants: "how many people take part",
    people: "the people, as JSON; nothing when they are to be invented",
    shot: "an example of the form, as JSON",
    taken_names: "names that are taken",
    taken_topics: "topics that are taken",
    instructions: "further wishes",
  },
  required: ["shot", "people"],
  fill: withoutHeadings,
  text: `system:
You prepare group conversations that feel real: people with lives of their own, in a situation that follows from their memories, with a topic that follows from the situation. You answer with JSON.

user:
{{^people}}
Invent {{participants}} people who differ in age, work, temper and way of talking, and who know each other. Give each recent and long-term memories that could come up.
{{/people}}
{{#people}}
${headings.people}
{{people}}

They are given; invent what they share.
{{/people}}

Work in this order: how they are related, what brings them together (from their memories), what they talk about (from the situation), and the line that opens the conversation.

${headings.shot}
{{shot}}

Make something quite different.
{{#taken_names}}

Names that are taken: {{taken_names}}.
{{/taken_names}}
{{#taken_topics}}

Topics that are taken: {{taken_topics}}.
{{/taken_topics}}
{{#instructions}}

{{instructions}}
{{/instructions}}
`,
});

/** Asks for the people of an experience alone. */
export const peoplePrompt = definePrompt({
  name: "experience-people",
  description: "asks a model for the people of a group conversation",
  from: "@sdialog/generators",
  slots: {
    participants: "how many people take part",
    one_by_one: "whether one of them is asked for, as small models are",
    others: "those there are already, when one is asked for",
    shot: "an example of the form, as JSON",
    taken_names: "names that are taken",
    instructions: "further wishes",
  },
  required: ["participants"],
  fill: withoutHeadings,
  text: `system:
You invent people for group conversations: people with lives of their own. You answer with JSON.

user:
{{^one_by_one}}
Invent {{participants}} people who differ in age, work, temper and way of talking, and who could know each other. Give each recent and long-term memories that could come up.
{{/one_by_one}}
{{#one_by_one}}
Invent one of {{participants}} people who talk with each other. Give this person recent and long-term memories that could come up.
{{#others}}
The others are: {{others}}. This person differs from them in name, age, work, temper and way of talking, and could know them.
{{/others}}
{{/one_by_one}}

${headings.shot}
{{shot}}

Make somebody quite different.
{{#taken_names}}

Names that are taken: {{taken_names}}.
{{/taken_names}}
{{#instructions}}

{{instructions}}
{{/instructions}}
`,
});

/** What stands in the slots of {@link experiencePrompt} for a task. */
export function experienceSlots({ participants, shot, taken, personas, extraInstructions }: ExperienceTask) {
  return {
    participants,
    people: personas === undefined ? undefined : JSON.stringify(personas, null, 2),
    shot: JSON.stringify(shot, null, 2),
    taken_names: personas === undefined ? taken.names.join(", ") : "",
    taken_topics: taken.topics.join("; "),
    instructions: extraInstructions,
  };
}

/** What stands in the slots of {@link peoplePrompt} for a task. */
export function peopleSlots(
  { participants, shot, taken, extraInstructions }: ExperienceTask,
  others?: readonly ExperiencePersona[],
) {
  return {
    participants,
    one_by_one: others !== undefined,
    others: others
      ?.map(({ name, age, lifestyle }) => [name, age, lifestyle?.work].filter(Boolean).join(", "))
      .join("; "),
    shot: JSON.stringify({ personas: shot.personas.slice(0, 1) }, null, 2),
    taken_names: taken.names.join(", "),
    instructions: extraInstructions,
  };
}
