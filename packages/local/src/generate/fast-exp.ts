const fractions = 4096;
const logTwo = Math.LN2 / fractions;
const lowestPower = -64;
/** The least number {@link fastExp} takes. */
export const lowestExponent = -44;
/** 2^(i / 4096). */
const fractionTable = Float64Array.from({ length: fractions }, (_, index) => 2 ** (index / fractions));
/** 2^(i − 64). */
const powerTable = Float64Array.from({ length: 1 - lowestPower }, (_, index) => 2 ** (index + lowestPower));

/**
 * exp(x) for x from −44 to 0, with a relative error below 2·10⁻⁸. Several times as fast as Math.exp, which would
 * otherwise take as long as a tenth of a small model's forward pass for every token.
 */
export function fastExp(x: number): number {
  const scaled = x * Math.LOG2E;
  const power = Math.floor(scaled);
  const fraction = (scaled - power) * fractions;
  const place = Math.trunc(fraction);
  const base = (powerTable[power - lowestPower] as number) * (fractionTable[place] as number);
  return base * (1 + (fraction - place) * logTwo);
}
