/**
 * ROUGE-L (Lin 2004): how alike two texts are by their longest common subsequence of words, as the harmonic mean of its
 * share in either; in [0, 1], 0 where one is empty. Which text comes first makes no difference.
 */
export function rougeL(first: readonly string[], second: readonly string[]): number {
  return rougeLTo(first)(second);
}

/**
 * {@link rougeL} to one text, prepared for many others. The subsequence is found 32 words at a time (Hyyrö 2004): bit i of
 * the row is 0 where the length grows at word i.
 */
export function rougeLTo(text: readonly string[]): (other: readonly string[]) => number {
  const size = Math.ceil(text.length / 32);
  const places = new Map<string, Uint32Array>();
  for (const [place, word] of text.entries()) {
    const mask = places.get(word) ?? new Uint32Array(size);
    places.set(word, mask);
    mask[place >>> 5] = (mask[place >>> 5] as number) | (1 << (place & 31));
  }
  const row = new Uint32Array(size);
  return (other) => {
    if (text.length === 0 || other.length === 0) return 0;
    row.fill(0xffffffff);
    for (const word of other) {
      const mask = places.get(word);
      if (mask === undefined) continue;
      let carry = 0;
      for (let part = 0; part < size; part++) {
        const [bits, set] = [row[part] as number, mask[part] as number];
        const sum = bits + ((bits & set) >>> 0) + carry;
        carry = sum > 0xffffffff ? 1 : 0;
        row[part] = sum | (bits & ~set);
      }
    }
    let common = 0;
    for (let place = 0; place < text.length; place++) {
      common += (((row[place >>> 5] as number) >>> (place & 31)) & 1) ^ 1;
    }
    return (2 * common) / (text.length + other.length);
  };
}
