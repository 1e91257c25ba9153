const longestPassage = 64;
const leastTimes = 4;
const leastTokens = 48;

/**
 * Whether tokens end with one passage said over and over: at least four times and for 48 tokens, so that a chorus, a row of
 * dashes or a short list of the same word is let pass.
 */
export function goesInCircles(tokens: readonly number[]): boolean {
  for (let passage = 1; passage <= longestPassage; passage++) {
    const compared = Math.max(leastTimes * passage, leastTokens) - passage;
    const start = tokens.length - compared;
    if (start < passage) continue;
    let at = tokens.length - 1;
    while (at >= start && tokens[at] === tokens[at - passage]) at--;
    if (at < start) return true;
  }
  return false;
}
