/** Sounds that are alike, and taken for one another: vowels by where they are spoken, consonants by how. */
const groups: readonly (readonly string[])[] = [
  ["IY", "IH", "EY", "EH", "AE"],
  ["AH", "ER", "AA", "AO", "AW"],
  ["UW", "UH", "OW", "OY"],
  ["AY", "EY", "IY"],
  ["P", "B", "T", "D", "K", "G"],
  ["F", "V", "TH", "DH", "S", "Z", "SH", "ZH", "HH"],
  ["CH", "JH", "SH", "ZH"],
  ["M", "N", "NG"],
  ["L", "R", "W", "Y"],
  // Each with and without voice.
  ["P", "B"],
  ["T", "D"],
  ["K", "G"],
  ["F", "V"],
  ["TH", "DH"],
  ["S", "Z"],
];
const vowels: ReadonlySet<string> = new Set([
  "AA",
  "AE",
  "AH",
  "AO",
  "AW",
  "AY",
  "EH",
  "ER",
  "EY",
  "IH",
  "IY",
  "OW",
  "OY",
  "UH",
  "UW",
]);
/** Sounds that are swallowed easily. */
const weak: ReadonlySet<string> = new Set(["AH", "HH", "T", "D", "IH"]);

/** Sound → sound → cost, filled as pairs come up. */
const costs = new Map<string, Map<string, number>>();

/** How different two sounds are: 0 the same, 1 unlike. */
function replacing(a: string, b: string): number {
  if (a === b) return 0;
  let row = costs.get(a);
  if (row === undefined) costs.set(a, (row = new Map()));
  let cost = row.get(b);
  if (cost === undefined) {
    const shared = groups.filter((group) => group.includes(a) && group.includes(b)).length;
    cost = shared >= 2 ? 0.3 : shared === 1 ? 0.5 : vowels.has(a) === vowels.has(b) ? 0.8 : 1.2;
    row.set(b, cost);
  }
  return cost;
}

function leavingOut(sound: string): number {
  return weak.has(sound) ? 0.5 : 0.9;
}

/**
 * How different two pronunciations are: the cheapest way to turn one into the other, sound by sound (Wagner and Fischer, 1974).
 *
 * @param limit beyond which nobody wants to know how different they are
 * @returns the distance, or infinity beyond the limit
 */
export function soundDistance(
  a: readonly string[],
  b: readonly string[],
  limit = Number.POSITIVE_INFINITY,
): number {
  const droppedB = b.map(leavingOut);
  let row = [0];
  for (const [index, dropped] of droppedB.entries()) row.push((row[index] as number) + dropped);
  for (const sound of a) {
    const dropped = leavingOut(sound);
    const next = [(row[0] as number) + dropped];
    let least = next[0] as number;
    for (let index = 0; index < b.length; index++) {
      const cost = Math.min(
        (row[index] as number) + replacing(sound, b[index] as string),
        (row[index + 1] as number) + dropped,
        (next[index] as number) + (droppedB[index] as number),
      );
      if (cost < least) least = cost;
      next.push(cost);
    }
    // What is too different after some sounds does not become more alike.
    if (least > limit) return Number.POSITIVE_INFINITY;
    row = next;
  }
  return row.at(-1) as number;
}
