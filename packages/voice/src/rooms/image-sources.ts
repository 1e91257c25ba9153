import type { Position, Room } from "./room.ts";
import { airAbsorption } from "./materials.ts";

/** Metres a second at 20 °C. */
export const speedOfSound = 343;

/** Which image sources count. */
export interface ImageLimits {
  /** Seconds after which what arrives is left out. */
  readonly seconds: number;
  /** Most walls on a path. Default: as many as fit into the time. */
  readonly order?: number | undefined;
}

/**
 * What arrives at a place of a rectangular room by mirror images of a source behind its walls (Allen and Berkley, 1979), as it
 * is found.
 *
 * @param bands which octave bands to compute amplitudes for
 * @param visit called with the distance of each image in metres, and its amplitudes: 1 a metre from the source itself
 */
export function imageSources(
  room: Room,
  source: Position,
  microphone: Position,
  bands: readonly number[],
  { seconds, order = Number.POSITIVE_INFINITY }: ImageLimits,
  visit: (distance: number, amplitudes: Float64Array) => void,
): void {
  const reach = seconds * speedOfSound;
  const axes = [0, 1, 2].map((axis) =>
    imagesAlong(room.size[axis] as number, source[axis] as number, microphone[axis] as number, reach),
  );
  // Amplitudes are square roots of energies. Powers of each wall's reflection are looked up rather than computed.
  const reflections = room.absorption.map((wall) =>
    bands.map((band) => Math.sqrt(1 - (wall[band] as number))),
  );
  const most = Math.max(
    ...axes.flatMap((images) => images.map(({ first, second }) => Math.max(first, second))),
  );
  const powers = reflections.map((wall) =>
    wall.map((value) => Float64Array.from({ length: most + 1 }, (_, count) => value ** count)),
  );
  const air = bands.map((band) => (room.air ? ((airAbsorption[band] as number) * Math.LN10) / 20 : 0));
  const amplitudes = new Float64Array(bands.length);
  const [xs, ys, zs] = axes as [AxisImage[], AxisImage[], AxisImage[]];
  for (const x of xs)
    for (const y of ys) {
      const plane = x.offset ** 2 + y.offset ** 2;
      if (plane > reach * reach) continue;
      for (const z of zs) {
        const square = plane + z.offset ** 2;
        if (square > reach * reach) continue;
        if (x.first + x.second + y.first + y.second + z.first + z.second > order) continue;
        const distance = Math.sqrt(square);
        for (let band = 0; band < bands.length; band++) {
          const power = (wall: number, count: number): number => powers[wall]?.[band]?.[count] as number;
          amplitudes[band] =
            (power(0, x.first) *
              power(1, x.second) *
              power(2, y.first) *
              power(3, y.second) *
              power(4, z.first) *
              power(5, z.second) *
              Math.exp(-(air[band] as number) * distance)) /
            distance;
        }
        visit(distance, amplitudes);
      }
    }
}

/** An image along one axis. */
interface AxisImage {
  /** From the microphone, in metres. */
  readonly offset: number;
  /** How often its path meets the wall at 0, and the one opposite. */
  readonly first: number;
  readonly second: number;
}

function imagesAlong(length: number, source: number, microphone: number, reach: number): AxisImage[] {
  const most = Math.ceil((reach + length) / (2 * length));
  const images: AxisImage[] = [];
  for (let n = -most; n <= most; n++)
    for (const mirrored of [0, 1]) {
      const offset = 2 * n * length + (1 - 2 * mirrored) * source - microphone;
      if (Math.abs(offset) <= reach)
        images.push({ offset, first: Math.abs(n - mirrored), second: Math.abs(n) });
    }
  return images;
}
