import { section } from "@sdialog/agents";
import { withoutHeadings } from "@sdialog/agents/internal";
import type { Message } from "@sdialog/llm";
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

/** Writes the prompt for one experience. */
export type ExperiencePrompt = (task: ExperienceTask) => Message[];

/** Asks for one experience. */
export const experiencePrompt: ExperiencePrompt = ({
  participants,
  shot,
  taken,
  personas,
  extraInstructions,
}) => {
  const people =
    personas === undefined
      ? `Invent ${participants} people who differ in age, work, temper and way of talking, and who know each other. Give each recent and long-term memories that could come up.`
      : `${section("people", JSON.stringify(personas, null, 2))}\n\nThey are given; invent what they share.`;
  const avoid = [
    taken.names.length === 0 || personas !== undefined
      ? undefined
      : `Names that are taken: ${taken.names.join(", ")}.`,
    taken.topics.length === 0 ? undefined : `Topics that are taken: ${taken.topics.join("; ")}.`,
  ].filter((line) => line !== undefined);
  return [
    {
      role: "system",
      content:
        "You prepare group conversations that feel real: people with lives of their own, in a situation that follows from their memories, with a topic that follows from the situation. You answer with JSON.",
    },
    {
      role: "user",
      content: [
        people,
        "Work in this order: how they are related, what brings them together (from their memories), what they talk about (from the situation), and the line that opens the conversation.",
        `${section("shot", JSON.stringify(shot, null, 2))}\n\nMake something quite different.`,
        ...avoid.map(withoutHeadings),
        extraInstructions ?? "",
      ]
        .filter((part) => part !== "")
        .join("\n\n"),
    },
  ];
};

/** Asks for the people of an experience alone. */
export const peoplePrompt: ExperiencePrompt = ({ participants, shot, taken, extraInstructions }) => [
  {
    role: "system",
    content:
      "You invent people for group conversations: people with lives of their own. You answer with JSON.",
  },
  {
    role: "user",
    content: [
      `Invent ${participants} people who differ in age, work, temper and way of talking, and who could know each other. Give each recent and long-term memories that could come up.`,
      section("shot", JSON.stringify({ personas: shot.personas.slice(0, 1) }, null, 2)),
      "Make somebody quite different.",
      ...(taken.names.length === 0
        ? []
        : [withoutHeadings(`Names that are taken: ${taken.names.join(", ")}.`)]),
      extraInstructions ?? "",
    ]
      .filter((part) => part !== "")
      .join("\n\n"),
  },
];
