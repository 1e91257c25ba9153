/**
 * A number of things in words: `1 conversation`, `12 conversations`, `2 replies`.
 *
 * @param nouns what several are called; default: with an `s`
 */
export function counted(count: number, noun: string, nouns = `${noun}s`): string {
  return `${count} ${count === 1 ? noun : nouns}`;
}
