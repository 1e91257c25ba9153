import { parseOverride } from "../../recipe/parse-override.ts";
import { RecipeError } from "../../recipe/recipe-error.ts";

/** An argument as UrarTU and Hydra write it. */
export interface UrartuArgument {
  /** `set`: `key=value`; `add`: `+key=value`; `force`: `++key=value`; `remove`: `~key`. */
  readonly how: "set" | "add" | "force" | "remove";
  /** The key, cut at dots and slashes: a group is `action_config/task/model_inquirer`, a setting `action_config.seed`. */
  readonly path: readonly string[];
  /** Several make a sweep. */
  readonly values: readonly unknown[];
}

/**
 * Reads `key=value`, `+group=choice`, `++key=value` and `~key`.
 * @throws RecipeError for any other text
 */
export function parseUrartu(text: string): UrartuArgument {
  const sign = /^(?:\+\+|\+|~)/.exec(text)?.[0] ?? "";
  const rest = text.slice(sign.length);
  if (sign === "~") {
    if (rest === "" || rest.includes("="))
      throw new RecipeError("", `"${text}" does not say what to remove`, { hint: "Write ~key." });
    return { how: "remove", path: rest.split(/[./]/), values: [] };
  }
  const { path, values } = parseOverride(rest);
  const how = sign === "++" ? "force" : sign === "+" ? "add" : "set";
  return { how, path: path.flatMap((part) => String(part).split("/")), values };
}
