import type { z } from "zod";
import type { convogenKind } from "./kinds/convogen.ts";
import type { dialoguesKind } from "./kinds/dialogues.ts";
import type { evaluationKind } from "./kinds/evaluation.ts";
import type { experiencesKind } from "./kinds/experiences.ts";
import type { groupChatKind } from "./kinds/group-chat.ts";
import type { interactionsKind } from "./kinds/interactions.ts";
import type { paraphraseKind } from "./kinds/paraphrase.ts";
import type { roleplayKind } from "./kinds/roleplay.ts";
import type { starKind } from "./kinds/star.ts";

type Kind =
  | typeof convogenKind
  | typeof dialoguesKind
  | typeof evaluationKind
  | typeof experiencesKind
  | typeof groupChatKind
  | typeof interactionsKind
  | typeof paraphraseKind
  | typeof roleplayKind
  | typeof starKind;

/** Everything a recipe of one of the kinds that come with the package may say. */
export type RecipeInput = z.input<Kind["schema"]>;

/** A recipe in TypeScript, checked while it is written: `export const recipe = defineRecipe({ … })`. */
export function defineRecipe<const Recipe extends RecipeInput>(recipe: Recipe): Recipe {
  return recipe;
}
