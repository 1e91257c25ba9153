/** From this share of common words on, a turn nearly repeats another. */
const nearly = 0.8;
/** Turns with fewer words repeat each other only when they are the same: "yes please" is not "no please". */
const fewestWords = 4;

/**
 * How many of the turns repeat an earlier one: all its words in the same order, or, of at least four words, four fifths
 * of the words of both (Sørensen–Dice of the bags of words).
 *
 * @param turns the words of each turn, in lower case
 */
export function countRepetitions(turns: readonly (readonly string[])[]): number {
  const seen = new Set<string>();
  const bags: Map<string, number>[] = [];
  let repeated = 0;
  for (const words of turns) {
    const key = words.join(" ");
    const bag = new Map<string, number>();
    for (const word of words) bag.set(word, (bag.get(word) ?? 0) + 1);
    const repeats =
      seen.has(key) ||
      (words.length >= fewestWords && bags.some((earlier) => dice(earlier, bag, words.length) >= nearly));
    if (repeats) repeated++;
    seen.add(key);
    bags.push(bag);
  }
  return repeated;
}

function dice(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>, lengthOfB: number): number {
  let lengthOfA = 0;
  for (const count of a.values()) lengthOfA += count;
  const shorter = Math.min(lengthOfA, lengthOfB);
  // No bag of this size can be near enough.
  if (shorter < fewestWords || (2 * shorter) / (lengthOfA + lengthOfB) < nearly) return 0;
  let common = 0;
  for (const [word, count] of b) common += Math.min(count, a.get(word) ?? 0);
  return (2 * common) / (lengthOfA + lengthOfB);
}
