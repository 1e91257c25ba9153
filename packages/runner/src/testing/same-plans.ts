import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { deriveSeed, Dialog } from "@sdialog/core";
import { type Interaction, interactionDialog, seedExperience } from "@sdialog/generators";
import type { BatchReport } from "@sdialog/generators/plan";
import type { ChatModel, ChatRequest } from "@sdialog/llm";
import { scriptedModel } from "@sdialog/llm/testing";
import { runRecipe } from "../run/run-recipe.ts";
import { resultContents, withoutTimes } from "./dialog-contents.ts";
import { temporaryFolder } from "./temporary-folder.ts";

export const queries = Array.from({ length: 12 }, (_, index) => `Question ${index}?`);
export const seed = 5;

/** Plays every part, each a function of all that it is asked; now and then what it says is no good. */
function everybody({ messages, output, seed: given = 0, temperature, maxTokens }: ChatRequest): string {
  const own = deriveSeed(given, JSON.stringify([messages, temperature, maxTokens])) % 100_000;
  const last = messages.at(-1)?.content ?? "";
  const names = seedExperience.personas.map(({ name }) => name);
  switch (output?.name) {
    case "adapted_message":
      return JSON.stringify({ message: `Please: ${last.slice(-12)}` });
    case "feedback": {
      const answers = last.match(/^Assistant:/gm)?.length ?? 0;
      return JSON.stringify({ satisfied: answers > 2, message: answers > 2 ? "" : `More of ${own}?` });
    }
    case "people":
    case "experience":
      return own % 4 === 0
        ? "nothing"
        : JSON.stringify({
            ...seedExperience,
            topic: `Topic ${own}`,
            situation: `They meet at place${own} after event${own}.`,
            conversation_starter: `What of question${own}?`,
          });
    case "paraphrase": {
      const said = last.match(/Line \d+/g) ?? [];
      return JSON.stringify({ turns: said.map((text, at) => ({ number: at + 1, text: `${text}, I say` })) });
    }
    case undefined:
      // Who knows facts keeps to them, and now and then tells others.
      if (messages[0]?.content.includes("84231") === true)
        return own % 3 === 0
          ? `My number is ${own}.`
          : `I like ${["tea", "rain", "bread"][own % 5] ?? "music"}.`;
      return own % 9 === 0 ? "" : `"I say ${own} after ${messages.length}."`;
    default:
      return names[own % names.length] as string;
  }
}

export const model: ChatModel = scriptedModel(everybody, { id: "x:all" });
const models = { "x:all": model };
export const dialogs = [1, 2, 3].map(
  (number) => new Dialog({ id: number, turns: [{ speaker: "Ann", text: `Line ${number}` }] }),
);

/** A recipe, and the same through the library. */
export interface SamePlan {
  readonly recipe: Readonly<Record<string, unknown>>;
  made(concurrency: number): AsyncGenerator<object, BatchReport, void>;
}

/** Interactions as the dialogues that a recipe makes of them. */
export async function* asDialogs(
  made: AsyncGenerator<Interaction, BatchReport, void>,
): AsyncGenerator<object, BatchReport, void> {
  for (;;) {
    const next = await made.next();
    if (next.done === true) return next.value;
    yield interactionDialog(next.value);
  }
}

/** What the library makes of it, without the times. */
export async function byLibrary({ made }: SamePlan, concurrency: number): Promise<string[]> {
  return withoutTimes(await Array.fromAsync(made(concurrency)));
}

/** What a run of the recipe makes, without the times. */
export async function byRecipe(
  { recipe }: SamePlan,
  changes: object,
  options: Partial<Parameters<typeof runRecipe>[1]> = {},
): Promise<string[]> {
  const base = await temporaryFolder();
  await writeFile(join(base, "dialogs.jsonl"), dialogs.map((dialog) => JSON.stringify(dialog)).join("\n"));
  const out = join(base, "run");
  await runRecipe({ ...recipe, model: "x:all", seed, ...changes }, { out, models, base, ...options });
  return resultContents(out);
}
