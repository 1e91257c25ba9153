import type * as z from "zod/v4/core";

const kinds: Readonly<Record<string, string>> = {
  array: "a list",
  boolean: "true or false",
  int: "a whole number",
  number: "a number",
  object: "an object",
  record: "an object",
  string: "a text",
  tuple: "a list",
};

/**
 * What a setting must be, in words for people, who have written YAML and know nothing of schemas; nothing for what the
 * schema says best itself.
 */
export function issueSentence(issue: z.$ZodRawIssue): string | undefined {
  const not = shown(issue.input);
  switch (issue.code) {
    case "invalid_type": {
      const kind = kinds[issue.expected];
      return kind === undefined ? undefined : `must be ${kind}${not}`;
    }
    case "too_small":
    case "too_big": {
      const isLeast = issue.code === "too_small";
      const bound = String(isLeast ? issue.minimum : issue.maximum);
      if (issue.origin === "string" && isLeast && bound === "1") return "must not be empty";
      const [more, less] = issue.inclusive === false ? ["more than", "less than"] : ["at least", "at most"];
      const amount = `${isLeast ? more : less} ${bound}`;
      if (issue.origin === "string") return `must have ${amount} characters`;
      if (issue.origin === "array") return `must have ${amount} ${bound === "1" ? "entry" : "entries"}`;
      return `must be ${amount}${not}`;
    }
    case "invalid_value":
      return `must be ${either(issue.values.map((value) => JSON.stringify(value)))}${typeof issue.input === "string" ? "" : not}`;
    case "unrecognized_keys":
      return `there is no ${either(issue.keys.map((key) => JSON.stringify(key)))}`;
    default:
      return undefined;
  }
}

function either(values: readonly (string | undefined)[]): string {
  return values.length < 2
    ? values.join("")
    : `${values.slice(0, -1).join(", ")} or ${String(values.at(-1))}`;
}

/** What stands there instead; never a text, since somebody's key may stand in the wrong place. */
function shown(input: unknown): string {
  if (input === null || typeof input === "number" || typeof input === "boolean")
    return `, not ${String(input)}`;
  if (typeof input === "string") return ", not a text";
  if (Array.isArray(input)) return ", not a list";
  return typeof input === "object" ? ", not an object" : "";
}

/** All that is wrong with a value, each with its place: `patience: must be a number, not a text`. */
export function issueSentences(issues: readonly z.$ZodIssue[]): string {
  return issues
    .map(({ path, message }) =>
      [...(path.length === 0 ? [] : [path.map(String).join(".")]), message].join(": "),
    )
    .join("; ");
}
