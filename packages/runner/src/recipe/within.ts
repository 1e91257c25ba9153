import { SDialogError } from "@sdialog/core";
import { RecipeError } from "./recipe-error.ts";

/** Says where in the recipe the value stands that something refused. */
export function within<Value>(place: string, make: () => Value): Value {
  try {
    return make();
  } catch (error) {
    if (!SDialogError.isInstance(error) || error instanceof RecipeError) throw error;
    throw new RecipeError(place, error.message, { hint: error.hint, cause: error });
  }
}
