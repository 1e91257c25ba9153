/** Measures how loud sound is perceived (ITU-R BS.1770-4, EBU R 128), block after block. */
export interface LoudnessMeter {
  /** Takes the next samples: one list per channel, all of the same length. */
  add(channels: readonly Float32Array[]): void;
  /** Integrated loudness of all that was added, in LUFS; −∞ for silence and for less than 0.4 seconds. */
  integrated(): number;
}

interface Biquad {
  readonly b: readonly [number, number, number];
  readonly a: readonly [number, number];
}

/** A block in which loudness is measured lasts 0.4 s and begins every 0.1 s. */
const stepsPerBlock = 4;
const absoluteGate = -70;
const relativeGate = -10;

/** A meter for so many channels (left, right and centre weigh the same). @param sampleRate in hertz */
export function loudnessMeter(sampleRate: number, channels = 1): LoudnessMeter {
  const filters = [shelf(sampleRate), highPass(sampleRate)];
  const states = Array.from({ length: channels }, () => filters.map(() => new Float64Array(4)));
  const step = Math.round(sampleRate / 10);
  const energies: number[] = [];
  let [energy, filled] = [0, 0];
  return {
    add(blocks) {
      const squares = new Float64Array(blocks[0]?.length ?? 0);
      for (const [channel, samples] of blocks.entries()) {
        const weighted = filters.reduce<Float32Array | Float64Array>(
          (input, filter, stage) => filtered(input, filter, states[channel]?.[stage] as Float64Array),
          samples,
        );
        for (let index = 0; index < squares.length; index++)
          squares[index] = (squares[index] as number) + (weighted[index] as number) ** 2;
      }
      for (const square of squares) {
        energy += square;
        if (++filled < step) continue;
        energies.push(energy / step);
        [energy, filled] = [0, 0];
      }
    },
    integrated: () => gated(energies),
  };
}

/** Loudness of the blocks above both gates. */
function gated(energies: readonly number[]): number {
  const blocks: number[] = [];
  for (let at = stepsPerBlock; at <= energies.length; at++)
    blocks.push(
      energies.slice(at - stepsPerBlock, at).reduce((sum, value) => sum + value, 0) / stepsPerBlock,
    );
  const loud = blocks.filter((block) => loudnessOf(block) > absoluteGate);
  const threshold = loudnessOf(mean(loud)) + relativeGate;
  return loudnessOf(mean(loud.filter((block) => loudnessOf(block) > threshold)));
}

function loudnessOf(energy: number): number {
  return energy > 0 ? -0.691 + 10 * Math.log10(energy) : Number.NEGATIVE_INFINITY;
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Direct form I; the state holds the last two inputs and outputs, from block to block. */
function filtered(input: Float32Array | Float64Array, { b, a }: Biquad, state: Float64Array): Float64Array {
  let [x1, x2, y1, y2] = state as unknown as [number, number, number, number];
  const [b0, b1, b2] = b;
  const [a1, a2] = a;
  const output = new Float64Array(input.length);
  for (let index = 0; index < input.length; index++) {
    const x = input[index] as number;
    const y = b0 * x + b1 * x1 + b2 * x2 - a1 * y1 - a2 * y2;
    output[index] = y;
    x2 = x1;
    x1 = x;
    y2 = y1;
    y1 = y;
  }
  state.set([x1, x2, y1, y2]);
  return output;
}

/**
 * The two stages of the K-weighting at any sample rate: the analogue prototypes whose bilinear transform at 48 kHz gives the
 * coefficients of the recommendation (the head's shelf of +4 dB above 1.7 kHz, then a high-pass at 38 Hz).
 */
function shelf(sampleRate: number): Biquad {
  const [frequency, gain, quality] = [1681.974450955533, 3.999843853973347, 0.7071752369554196];
  const k = Math.tan((Math.PI * frequency) / sampleRate);
  const high = 10 ** (gain / 20);
  const band = high ** 0.4996667741545416;
  const norm = 1 + k / quality + k * k;
  return {
    b: [
      (high + (band * k) / quality + k * k) / norm,
      (2 * (k * k - high)) / norm,
      (high - (band * k) / quality + k * k) / norm,
    ],
    a: [(2 * (k * k - 1)) / norm, (1 - k / quality + k * k) / norm],
  };
}

function highPass(sampleRate: number): Biquad {
  const [frequency, quality] = [38.13547087602444, 0.5003270373238773];
  const k = Math.tan((Math.PI * frequency) / sampleRate);
  const norm = 1 + k / quality + k * k;
  return { b: [1, -2, 1], a: [(2 * (k * k - 1)) / norm, (1 - k / quality + k * k) / norm] };
}
