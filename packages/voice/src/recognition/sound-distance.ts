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

const costs = new Map<string, number>();

/** How different two sounds are: 0 the same, 1 unlike. */
function replacing(a: string, b: string): number {
  if (a === b) return 0;
  const key = a < b ? `${a} ${b}` : `${b} ${a}`;
  let cost = costs.get(key);
  if (cost === undefined) {
    const shared = groups.filter((group) => group.includes(a) && group.includes(b)).length;
    cost = shared >= 2 ? 0.3 : shared === 1 ? 0.5 : vowels.has(a) === vowels.has(b) ? 0.8 : 1.2;
    costs.set(key, cost);
  }
  return cost;
}

function leavingOut(sound: string): number {
  return weak.has(sound) ? 0.5 : 0.9;
}

/** How different two pronunciations are: the cheapest way to turn one into the other, sound by sound (Wagner and Fischer, 1974). */
export function soundDistance(a: readonly string[], b: readonly string[]): number {
  let row = [0];
  for (const [index, sound] of b.entries()) row.push((row[index] as number) + leavingOut(sound));
  for (const sound of a) {
    const next = [(row[0] as number) + leavingOut(sound)];
    for (const [index, other] of b.entries())
      next.push(
        Math.min(
          (row[index] as number) + replacing(sound, other),
          (row[index + 1] as number) + leavingOut(sound),
          (next[index] as number) + leavingOut(other),
        ),
      );
    row = next;
  }
  return row.at(-1) as number;
}
