import { SDialogError } from "@sdialog/core";
import { importModule } from "@sdialog/core/fs";
import { RecipeError } from "./recipe-error.ts";

/**
 * Loads the modules that a recipe names, or a run's folder: the one place where a file decides which code runs.
 *
 * @throws RecipeError when one cannot be loaded
 */
export async function importModules(names: readonly string[], base: string): Promise<void> {
  for (const name of names) {
    try {
      await importModule(name, base);
    } catch (error) {
      if (!SDialogError.isInstance(error)) throw error;
      throw new RecipeError("imports", error.message, { hint: error.hint, cause: error });
    }
  }
}
