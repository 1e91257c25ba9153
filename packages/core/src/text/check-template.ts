import { InvalidArgumentError } from "../errors/invalid-argument-error.ts";

/** The longest chat templates of models have about 30,000 characters. */
const mostCharacters = 65_536;
/** Reading a template takes the square of a row of blanks. */
const mostBlanks = 1000;

/**
 * Makes sure that a Jinja template is one that can be read in no time.
 *
 * @throws InvalidArgumentError for one that is longer than any model's, or has long rows of blanks
 */
export function checkTemplate(source: string): void {
  if (source.length > mostCharacters)
    throw new InvalidArgumentError(
      `it has ${source.length} characters, and a chat template may have ${mostCharacters}`,
    );
  let blanks = 0;
  for (const sign of source) {
    blanks = sign.trim() === "" ? blanks + 1 : 0;
    if (blanks > mostBlanks) throw new InvalidArgumentError(`it has more than ${mostBlanks} blanks in a row`);
  }
}
