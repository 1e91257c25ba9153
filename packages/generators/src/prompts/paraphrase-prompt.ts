import { definePrompt } from "@sdialog/llm";

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

/** Shows the whole dialogue and asks for some of its turns by number. */
export const paraphrasePrompt = definePrompt({
  name: "paraphrase",
  description: "asks a model to say turns of a dialogue in other words",
  from: "@sdialog/generators",
  slots: {
    dialogue: "the dialogue as far as the model may see it, a JSON object for each turn",
    which: "the turns to reword, in a few words: turns 2, 3 only",
    instructions: "further wishes, each by itself",
  },
  required: ["dialogue", "which"],
  text: `system:
You reword what people say in dialogues.
- Say the same in other words: same facts, same stance, same yes or no, same conditions, nothing added, nothing left out.
- Copy names, numbers, dates, addresses, links, code and anything in {…}, […] or <…> letter by letter.
- Keep the tone of the speaker and the language of the text.
- Give each number you were asked for once.
{{#instructions}}
- {{.}}
{{/instructions}}

user:
The dialogue:
{{dialogue}}

Reword {{which}}.
`,
});

/** What stands in the slots of the prompt for a task. */
export function paraphraseSlots({ turns, reword, instructions }: ParaphraseTask) {
  const shown = turns.map(({ number, speaker, text }) =>
    JSON.stringify({ number, ...(speaker === null ? {} : { speaker }), text }),
  );
  const which =
    reword.length === turns.length
      ? "every turn"
      : `turn${reword.length > 1 ? "s" : ""} ${reword.join(", ")} only`;
  return { dialogue: shown.join("\n"), which, instructions };
}
