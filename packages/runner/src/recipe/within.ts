import { SDialogError } from "@sdialog/core";
import { RecipeError } from "./recipe-error.ts";

/** Adds to an error where in the recipe the refused value stands. */
export function within<Value>(place: string, make: () => Value): Value {
  try {
    return make();
  } catch (error) {
    if (!SDialogError.isInstance(error) || error instanceof RecipeError) throw error;
    throw new RecipeError(place, error.message, { hint: error.hint, cause: error });
  }
}
