import { dialoguesKind } from "./kinds/dialogues.ts";
import { evaluationKind } from "./kinds/evaluation.ts";
import { experiencesKind } from "./kinds/experiences.ts";
import { groupChatKind } from "./kinds/group-chat.ts";
import { interactionsKind } from "./kinds/interactions.ts";
import { paraphraseKind } from "./kinds/paraphrase.ts";
import { roleplayKind } from "./kinds/roleplay.ts";
import { starKind } from "./kinds/star.ts";
import type { CommonRecipe } from "./common-fields.ts";
import type { RecipeKind } from "./recipe-kind.ts";

const registered = new Map<string, RecipeKind>();
registerRecipeKind(dialoguesKind);
registerRecipeKind(experiencesKind);
registerRecipeKind(groupChatKind);
registerRecipeKind(interactionsKind);
registerRecipeKind(roleplayKind);
registerRecipeKind(starKind);
registerRecipeKind(paraphraseKind);
registerRecipeKind(evaluationKind);

/** Makes `kind: <name>` known. A later kind of the same name replaces an earlier one. */
export function registerRecipeKind<Recipe extends CommonRecipe, Input>(
  kind: RecipeKind<Recipe, Input>,
): void {
  registered.set(kind.kind, kind as unknown as RecipeKind);
}

/** All known kinds of recipes. */
export function listRecipeKinds(): readonly RecipeKind[] {
  return [...registered.values()];
}
