/** Where something is in a drawing. */
export interface Place {
  readonly x: number;
  readonly y: number;
}

/** A cubic Bézier curve: where it starts, what it is drawn towards, where it ends. */
export type CurvePiece = readonly [from: Place, first: Place, second: Place, to: Place];

/** The pieces as the path of an SVG. */
export function curvePath(pieces: readonly CurvePiece[]): string {
  const [start] = pieces[0] as CurvePiece;
  return `M${place(start)}${pieces.map(([, first, second, to]) => `C${place(first)} ${place(second)} ${place(to)}`).join("")}`;
}

/** Places along the pieces, no more than about two units apart. */
export function curvePoints(pieces: readonly CurvePiece[]): Place[] {
  return pieces.flatMap((piece) => {
    const [from, , , to] = piece;
    const steps = Math.max(2, Math.ceil((Math.abs(to.x - from.x) + Math.abs(to.y - from.y)) / 2));
    return Array.from({ length: steps + 1 }, (_, step) => pointAt(piece, step / steps));
  });
}

function pointAt([from, first, second, to]: CurvePiece, at: number): Place {
  const rest = 1 - at;
  const weights = [rest ** 3, 3 * rest ** 2 * at, 3 * rest * at ** 2, at ** 3];
  const along = (axis: "x" | "y"): number =>
    [from, first, second, to].reduce(
      (sum, point, index) => sum + point[axis] * (weights[index] as number),
      0,
    );
  return { x: along("x"), y: along("y") };
}

function place({ x, y }: Place): string {
  return `${rounded(x)} ${rounded(y)}`;
}

/** To a hundredth of a unit: no eye sees less. */
export function rounded(value: number): number {
  return Math.round(100 * value) / 100;
}
