/** Amplitudes of integers of 16 bits, low byte first, as providers send sound without a header. */
export function pcmSamples(bytes: Uint8Array): Float32Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Float32Array.from(
    { length: bytes.length >> 1 },
    (_, index) => view.getInt16(2 * index, true) / 32_768,
  );
}
