import { Random } from "@sdialog/core";

/**
 * MinHash signatures: two sets have as large a share of equal entries in their signatures as their Jaccard similarity
 * is, up to chance. A. Broder, "On the resemblance and containment of documents" (1997).
 */
export class MinHash {
  readonly #multipliers: Uint32Array;
  readonly #offsets: Uint32Array;

  /** @param size number of entries; the error of an estimated similarity is about 1 / √size */
  constructor(size: number, seed: number) {
    const random = new Random(seed).fork("minhash");
    const draw = (): number => random.integer(0, 2 ** 32 - 1);
    // Odd multipliers, so that no two hashes become one.
    this.#multipliers = Uint32Array.from({ length: size }, () => draw() | 1);
    this.#offsets = Uint32Array.from({ length: size }, draw);
  }

  signature(set: Iterable<string>): Uint32Array {
    const smallest = new Uint32Array(this.#multipliers.length).fill(0xffffffff);
    for (const member of set) {
      const hash = hash32(member);
      for (let at = 0; at < smallest.length; at++) {
        const mixed = mix(
          (Math.imul(hash, this.#multipliers[at] as number) + (this.#offsets[at] as number)) >>> 0,
        );
        if (mixed < (smallest[at] as number)) smallest[at] = mixed;
      }
    }
    return smallest;
  }
}

/** The estimated Jaccard similarity of the sets behind two signatures, 0 to 1. */
export function signatureSimilarity(a: Uint32Array, b: Uint32Array): number {
  let same = 0;
  for (let at = 0; at < a.length; at++) if (a[at] === b[at]) same++;
  return same / a.length;
}

/** FNV-1a of the UTF-16 code units. */
export function hash32(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}

/** The finalizer of MurmurHash3: neighbouring numbers end up far apart. */
function mix(value: number): number {
  let hash = value;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
