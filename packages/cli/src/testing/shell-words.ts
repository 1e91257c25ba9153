/** The words of a command as a shell takes them: single quotes and backslashes hold one together. */
export function shellWords(command: string): readonly string[] {
  return Array.from(command.matchAll(/(?:'[^']*'|\\.|[^\s'\\])+/gu), ([word]) =>
    word.replaceAll(/'([^']*)'|\\(.)/gu, "$1$2"),
  );
}
