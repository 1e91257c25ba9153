import type { Message } from "@sdialog/llm";

/** What a prompt that has turns reworded is made of. */
export interface ParaphraseTask {
  /** The dialogue as far as the model may see it, each turn under its number. */
  readonly turns: readonly {
    readonly number: number;
    readonly speaker: string | null;
    readonly text: string;
  }[];
  /** The numbers of the turns to reword. */
  readonly reword: readonly number[];
  /** Further wishes of the caller. */
  readonly instructions: readonly string[];
}

/** Writes the messages that have turns reworded. Replace it through the option `prompt`. */
export type ParaphrasePrompt = (task: ParaphraseTask) => readonly Message[];

const rules = [
  "Say the same in other words: same facts, same stance, same yes or no, same conditions, nothing added, nothing left out.",
  "Copy names, numbers, dates, addresses, links, code and anything in {…}, […] or <…> letter by letter.",
  "Keep the tone of the speaker and the language of the text.",
  "Give each number you were asked for once.",
];

/** Shows the whole dialogue and asks for some of its turns by number. */
export const paraphrasePrompt: ParaphrasePrompt = ({ turns, reword, instructions }) => {
  const shown = turns.map(({ number, speaker, text }) =>
    JSON.stringify({ number, ...(speaker === null ? {} : { speaker }), text }),
  );
  const which =
    reword.length === turns.length
      ? "every turn"
      : `turn${reword.length > 1 ? "s" : ""} ${reword.join(", ")} only`;
  return [
    {
      role: "system",
      content: `You reword what people say in dialogues.\n${[...rules, ...instructions].map((rule) => `- ${rule}`).join("\n")}`,
    },
    { role: "user", content: `The dialogue:\n${shown.join("\n")}\n\nReword ${which}.` },
  ];
};
