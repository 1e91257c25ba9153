import { requireArguments } from "@sdialog/core/internal";
import type { MultichannelAudio } from "./read-wav.ts";

/** Most bytes of sound that a WAV file's header can name. */
const mostBytes = 0xffffffff - 36;

/**
 * The header of a WAV file with 16 bits a sample.
 *
 * @param frames samples of each channel
 * @throws RangeError for more than 4 GiB of sound
 */
export function wavHeader(frames: number, channels: number, sampleRate: number): Uint8Array {
  const size = frames * channels * 2;
  if (size > mostBytes) throw new RangeError(`A WAV file cannot hold ${size} bytes of sound`);
  const view = new DataView(new ArrayBuffer(44));
  const text = (at: number, word: string): void =>
    [...word].forEach((letter, index) => view.setUint8(at + index, letter.charCodeAt(0)));
  text(0, "RIFF");
  view.setUint32(4, 36 + size, true);
  text(8, "WAVEfmt ");
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, channels, true);
  view.setUint32(24, sampleRate, true);
  view.setUint32(28, sampleRate * channels * 2, true);
  view.setUint16(32, channels * 2, true);
  view.setUint16(34, 16, true);
  text(36, "data");
  view.setUint32(40, size, true);
  return new Uint8Array(view.buffer);
}

/** Channels of the same length as interleaved integers of 16 bits; what goes beyond ±1 is clipped. */
export function interleaved(channels: readonly Float32Array[]): Int16Array {
  const frames = channels[0]?.length ?? 0;
  const result = new Int16Array(frames * channels.length);
  for (const [channel, samples] of channels.entries())
    for (let index = 0; index < frames; index++) {
      const value = Math.round((samples[index] as number) * 32_767);
      result[index * channels.length + channel] = Math.max(-32_768, Math.min(32_767, value));
    }
  return result;
}

/** A whole WAV file with 16 bits a sample. */
export function writeWav(audio: MultichannelAudio): Uint8Array {
  requireArguments("writeWav", arguments, 1);
  const { channels, sampleRate } = audio;
  const data = interleaved(channels);
  const bytes = new Uint8Array(44 + data.byteLength);
  bytes.set(wavHeader(channels[0]?.length ?? 0, channels.length, sampleRate));
  bytes.set(new Uint8Array(data.buffer), 44);
  return bytes;
}
