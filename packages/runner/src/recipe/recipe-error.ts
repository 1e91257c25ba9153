import { SDialogError } from "@sdialog/core";

/** A recipe says something impossible. Code `recipe_invalid`; the message names the place. */
export class RecipeError extends SDialogError {
  override readonly name = "RecipeError";
  /** Path of the value, for example `personas.0.name`; empty for the recipe as a whole. */
  readonly place: string;
  /** What is wrong there, without the place. */
  readonly problem: string;

  constructor(
    place: string,
    message: string,
    options: { readonly hint?: string | undefined; readonly cause?: unknown } = {},
  ) {
    super(place === "" ? message : `${place}: ${message}`, { code: "recipe_invalid", ...options });
    this.place = place;
    this.problem = message;
  }
}
