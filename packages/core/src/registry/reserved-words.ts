/** Words that no function, constant or class of a module can be called by, as ECMAScript and strict mode have them. */
const words =
  "arguments await break case catch class const continue debugger default delete do else enum eval export extends " +
  "false finally for function if implements import in instanceof interface let new null package private protected " +
  "public return static super switch this throw true try typeof var void while with yield";

const reserved: ReadonlySet<string> = new Set(words.split(" "));

/**
 * Why nothing of one's own can be called by a name in JavaScript: it is a word of the language, or would hide a global
 * (`Object`, `fetch`) from the module that declares it.
 *
 * @returns nothing where it can
 */
export function whyReserved(identifier: string): string | undefined {
  if (reserved.has(identifier)) return `${identifier} is a word of JavaScript itself`;
  return identifier in globalThis
    ? `${identifier} is a global of JavaScript, which it would hide`
    : undefined;
}
