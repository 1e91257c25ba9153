import FFT from "fft.js";

/**
 * A signal through a filter: overlap-add with Fourier transforms. Two blocks go through each transform, one as its real and
 * one as its imaginary part.
 *
 * @param signal amplitudes
 * @param kernel impulse response at the same sample rate
 * @returns the whole response: signal.length + kernel.length − 1 samples, none when either is empty
 */
export function fftConvolve(signal: Float32Array, kernel: Float32Array): Float32Array {
  if (signal.length === 0 || kernel.length === 0) return new Float32Array(0);
  const size = transformSize(Math.min(signal.length, kernel.length), Math.max(signal.length, kernel.length));
  const [long, short] = signal.length >= kernel.length ? [signal, kernel] : [kernel, signal];
  const block = size - short.length + 1;
  const fft = transformOf(size);
  const [input, spectrum, response] = [0, 0, 0].map(() => new Float64Array(2 * size)) as [
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  for (const [index, value] of short.entries()) input[2 * index] = value;
  fft.transform(response, input);
  const result = new Float32Array(long.length + short.length - 1);
  for (let at = 0; at < long.length; at += 2 * block) {
    input.fill(0);
    const first = Math.min(block, long.length - at);
    const second = Math.max(0, Math.min(block, long.length - at - block));
    for (let index = 0; index < first; index++) input[2 * index] = long[at + index] as number;
    for (let index = 0; index < second; index++) input[2 * index + 1] = long[at + block + index] as number;
    fft.transform(spectrum, input);
    multiplyInto(spectrum, response);
    fft.inverseTransform(input, spectrum);
    addPart(result, at, input, 0);
    if (second > 0) addPart(result, at + block, input, 1);
  }
  return result;
}

/** Large enough that most of a transform is new signal, small enough to stay in the cache. */
function transformSize(short: number, long: number): number {
  const needed = Math.min(long + short - 1, Math.max(4 * short, 8192));
  return 2 ** Math.ceil(Math.log2(Math.max(needed, 2 * short, 4)));
}

const transforms = new Map<number, FFT>();

/** The transform of a size (a power of two); its tables are kept. */
export function transformOf(size: number): FFT {
  let transform = transforms.get(size);
  if (transform === undefined) {
    transform = new FFT(size);
    transforms.set(size, transform);
  }
  return transform;
}

/** a·b, complex numbers as pairs, into a. */
function multiplyInto(a: Float64Array, b: Float64Array): void {
  for (let at = 0; at < a.length; at += 2) {
    const [ar, ai] = [a[at] as number, a[at + 1] as number];
    const [br, bi] = [b[at] as number, b[at + 1] as number];
    a[at] = ar * br - ai * bi;
    a[at + 1] = ar * bi + ai * br;
  }
}

function addPart(result: Float32Array, at: number, complex: Float64Array, part: 0 | 1): void {
  const length = Math.min(complex.length / 2, result.length - at);
  for (let index = 0; index < length; index++)
    result[at + index] = (result[at + index] as number) + (complex[2 * index + part] as number);
}
