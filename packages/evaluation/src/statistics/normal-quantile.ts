/** The z below which a standard normal variable lies with probability `p`, for p in [0.5, 1 − 1e−9]: Newton's method on Φ. */
export function normalQuantile(p: number): number {
  let z = 0;
  for (let step = 0; step < 50; step++) {
    const density = Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
    const change = (p - 0.5 - density * series(z)) / density;
    z += change;
    if (Math.abs(change) < 1e-14) break;
  }
  return z;
}

/** (Φ(z) − ½) ÷ φ(z) = z + z³/3 + z⁵/(3·5) + … */
function series(z: number): number {
  let term = z;
  let total = z;
  for (let odd = 3; term > 1e-17 * total; odd += 2) {
    term *= (z * z) / odd;
    total += term;
  }
  return total;
}
