/** Sums of prices are as inexact as this, relative to the limit: 0.00028 three times is less than 0.00084. */
const inexact = 1e-9;

/** Whether all of a limit, in tokens or money, is used up. */
export function reachesLimit(spent: number, limit: number): boolean {
  return spent >= limit * (1 - inexact);
}

/** Whether more than a limit is used up. */
export function exceedsLimit(spent: number, limit: number): boolean {
  return spent > limit * (1 + inexact);
}
