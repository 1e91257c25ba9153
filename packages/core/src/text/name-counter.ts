/**
 * Counts names, of which there may be millions, in about 24 bytes each: what is held of a name is a hash of 53 bits. Among
 * a million names the chance that two are taken for one is below one in ten thousand.
 */
export class NameCounter {
  #hashes = new Float64Array(1 << 10);
  #counts = new Uint32Array(1 << 10);
  #used = 0;

  /** How often a name was counted. */
  get(name: string): number {
    return this.#counts[this.#slotOf(hashOf(name))] as number;
  }

  /** Counts a name, or takes it back. @returns how often it is counted now */
  add(name: string, by = 1): number {
    const hash = hashOf(name);
    let slot = this.#slotOf(hash);
    if (this.#hashes[slot] === 0) {
      if (this.#used * 2 >= this.#hashes.length) {
        this.#grow();
        slot = this.#slotOf(hash);
      }
      this.#used++;
      this.#hashes[slot] = hash;
    }
    this.#counts[slot] = (this.#counts[slot] as number) + by;
    return this.#counts[slot] as number;
  }

  /** Where a hash stands, or may stand. */
  #slotOf(hash: number): number {
    const last = this.#hashes.length - 1;
    let slot = hash % (last + 1);
    while (this.#hashes[slot] !== 0 && this.#hashes[slot] !== hash) slot = (slot + 1) & last;
    return slot;
  }

  #grow(): void {
    const [hashes, counts] = [this.#hashes, this.#counts];
    this.#hashes = new Float64Array(hashes.length * 2);
    this.#counts = new Uint32Array(hashes.length * 2);
    for (const [at, hash] of hashes.entries()) {
      if (hash === 0) continue;
      const slot = this.#slotOf(hash);
      this.#hashes[slot] = hash;
      this.#counts[slot] = counts[at] as number;
    }
  }
}

/** 53 bits of a text, never 0: two multiplications by odd constants, mixed as MurmurHash3's last step does. */
function hashOf(text: string): number {
  let [high, low] = [0xdeadbeef, 0x41c6ce57];
  // Stryker disable next-line EqualityOperator: one step more makes another hash, as good as this one
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    high = Math.imul(high ^ code, 0x9e3779b1);
    low = Math.imul(low ^ code, 0x5f356495);
  }
  high = Math.imul(high ^ (high >>> 16), 0x85ebca6b) ^ Math.imul(low ^ (low >>> 13), 0xc2b2ae35);
  low = Math.imul(low ^ (low >>> 16), 0x85ebca6b) ^ Math.imul(high ^ (high >>> 13), 0xc2b2ae35);
  return (high & 0x1fffff) * 2 ** 32 + (low >>> 0) + 1;
}
