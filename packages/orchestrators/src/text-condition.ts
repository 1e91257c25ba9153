import { InvalidArgumentError } from "@sdialog/core";

/** A pattern as files hold it. */
export interface PatternJson {
  readonly pattern: string;
  readonly flags?: string | undefined;
}

/** Whether the pattern occurs; never depends on an earlier test, as a pattern with the flags `g` or `y` would. */
export function matches(pattern: RegExp, text: string): boolean {
  return text.search(pattern) !== -1;
}

export function patternToJson({ source, flags }: RegExp): PatternJson {
  return { pattern: source, ...(flags === "" ? {} : { flags }) };
}

/** @throws InvalidArgumentError for a pattern that is not a regular expression */
export function patternFromJson({ pattern, flags = "" }: PatternJson): RegExp {
  try {
    return new RegExp(pattern, flags);
  } catch (cause) {
    throw new InvalidArgumentError(`/${pattern}/${flags} is not a regular expression`, { cause });
  }
}
