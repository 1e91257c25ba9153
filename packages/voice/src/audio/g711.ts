/** A telephone's way to put a sample into 8 bits (ITU-T G.711): µ-law in North America and Japan, A-law elsewhere. */
export type PhoneCodec = "mu-law" | "a-law";

const bias = 33;
const largest = 8158;

/** A sample of 16 bits, −32,768 to 32,767, as µ-law. */
export function encodeMuLaw(sample: number): number {
  const sign = sample < 0 ? 0x80 : 0;
  const magnitude = Math.min(largest, Math.abs(sample) >> 2) + bias;
  const exponent = 31 - Math.clz32(magnitude) - 5;
  const mantissa = (magnitude >> (exponent + 1)) & 0x0f;
  return ~(sign | (exponent << 4) | mantissa) & 0xff;
}

/** The sample of 16 bits that a byte of µ-law stands for. */
export function decodeMuLaw(byte: number): number {
  const bits = ~byte & 0xff;
  const exponent = (bits >> 4) & 0x07;
  const magnitude = ((((bits & 0x0f) << 1) + bias) << exponent) - bias;
  return ((bits & 0x80) === 0 ? magnitude : -magnitude) * 4;
}

/** A sample of 16 bits as A-law. */
export function encodeALaw(sample: number): number {
  const positive = sample >= 0;
  const magnitude = Math.min(4095, (positive ? sample : -sample - 1) >> 3);
  const exponent = magnitude < 32 ? 0 : 31 - Math.clz32(magnitude) - 4;
  const mantissa = exponent === 0 ? magnitude >> 1 : (magnitude >> exponent) & 0x0f;
  return ((positive ? 0x80 : 0) | (exponent << 4) | mantissa) ^ 0x55;
}

/** The sample of 16 bits that a byte of A-law stands for. */
export function decodeALaw(byte: number): number {
  const bits = byte ^ 0x55;
  const exponent = (bits >> 4) & 0x07;
  const mantissa = bits & 0x0f;
  const magnitude = exponent === 0 ? (mantissa << 1) + 1 : ((mantissa << 1) + 33) << (exponent - 1);
  return ((bits & 0x80) === 0 ? -magnitude : magnitude) * 8;
}

/** What is left of samples (±1) after a telephone's codec: each is rounded as its byte says. */
export function companded(samples: Float32Array, codec: PhoneCodec): Float32Array {
  const [encode, decode] = codec === "mu-law" ? [encodeMuLaw, decodeMuLaw] : [encodeALaw, decodeALaw];
  return samples.map((sample) => {
    const integer = Math.max(-32_768, Math.min(32_767, Math.round(sample * 32_768)));
    return decode(encode(integer)) / 32_768;
  });
}
