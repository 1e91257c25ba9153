export { StoreError } from "./errors/store-error.ts";
export type { StoreErrorOptions, StoreProblem } from "./errors/store-error.ts";
export { loadRecipe } from "./recipe/load-recipe.ts";
export type { LoadedRecipe, LoadRecipeOptions, RecipeVariant } from "./recipe/load-recipe.ts";
export { RecipeError } from "./recipe/recipe-error.ts";
export { runRecipe } from "./run/run-recipe.ts";
export { resumeRun } from "./run/resume-run.ts";
export { retryFailed } from "./run/retry-failed.ts";
export { runStatus } from "./run/run-status.ts";
