import type { Random } from "@sdialog/core";
import type { Talk } from "./talk.ts";

/** Who is fitted, and whom it talks with, where no recipe says so. */
export interface UsualRecipeOptions {
  /** Plays the users, and the assistant where no chatbot answers. */
  readonly model: string;
  /** A chatbot that answers: its address, or how it is reached. */
  readonly chatbot?: unknown;
  /** Most conversations that are held at once; goals come again when there are fewer. */
  readonly most: number;
}

/** Most goals that are taken from the logs. */
const mostGoals = 20;

/**
 * A recipe whose users want what people wanted in the logs: their goals where the logs say so, otherwise what they opened
 * with. Only conversations that the fit may look at belong here.
 */
export function usualRecipe(
  talks: readonly Talk[],
  { model, chatbot, most }: UsualRecipeOptions,
  random: Random,
): Readonly<Record<string, unknown>> {
  const wanted = random
    .sample(talks, mostGoals)
    .map(({ goal, texts }) => goal ?? opening(texts[0] as string));
  const turns = talks.map(({ texts }) => texts.length).toSorted((a, b) => a - b);
  const maxTurns = Math.max(4, 2 * (turns[Math.floor(turns.length * 0.95)] ?? 2));
  if (chatbot !== undefined) {
    const scenarios = [...new Set(wanted)].map((goal, index) => ({
      name: `goal ${index + 1}`,
      goal,
      maxTurns,
    }));
    // Round by round, so that any number of conversations is spread over all goals.
    return {
      kind: "test",
      model,
      chatbot,
      scenarios,
      personas: ["a user of a chat service"],
      repeat: Math.ceil(most / scenarios.length),
    };
  }
  return {
    kind: "dialogues",
    model,
    maxTurns,
    personas: [
      { name: "User", role: "user of a chat service", circumstances: wanted },
      {
        name: "Assistant",
        role: "assistant of a chat service, who answers questions and gets things done",
        // How users behave is no business of the assistant's, and who wants something decides when it is over.
        agent: { policies: [], canFinish: false },
      },
    ],
  };
}

function opening(text: string): string {
  const line = text.replaceAll(/\s+/gu, " ").trim();
  return `wrote to a chat service because of this: ${line.length > 300 ? `${line.slice(0, 300)}…` : line}`;
}
