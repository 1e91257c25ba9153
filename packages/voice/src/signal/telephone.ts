import { InvalidArgumentError, Random, type Seed } from "@sdialog/core";
import { checkOptions, type OptionNames, checkShare } from "@sdialog/core/internal";
import { companded, type PhoneCodec } from "../audio/g711.ts";
import { resample, resampleReach } from "../audio/resample.ts";
import { bandPass, bandPassReach } from "./band-pass.ts";

/** A telephone line. */
export interface PhoneOptions {
  /** How samples are put into 8 bits. Default: `mu-law`. */
  readonly codec?: PhoneCodec | undefined;
  /** Share of packets of 20 ms that are lost, 0 to 1. Default: 0. */
  readonly packetLoss?: number | undefined;
  /** Mean number of packets that are lost in a row. Default: 1, each on its own. */
  readonly lossBurst?: number | undefined;
  /** What is heard instead: the packet before, softer and softer, or nothing. Default: `repeat`. */
  readonly concealment?: "repeat" | "silence" | undefined;
}

const phoneOptionNames: OptionNames<PhoneOptions> = {
  codec: true,
  packetLoss: true,
  lossBurst: true,
  concealment: true,
};

/** Samples per second on a telephone line. */
export const phoneRate = 8000;
const packet = 160;
/** Packets after which a gap has faded to silence. */
const longestRepeat = 3;
const [lowest, highest] = [300, 3400];

/** A line with nothing left open. @throws InvalidArgumentError for a loss beyond 0 to 1, or a burst below 1 */
export function completePhone(
  options: PhoneOptions,
): Required<{ [Name in keyof PhoneOptions]: NonNullable<PhoneOptions[Name]> }> {
  const {
    codec = "mu-law",
    packetLoss = 0,
    lossBurst = 1,
    concealment = "repeat",
  } = checkOptions("phone", options, phoneOptionNames);
  if (codec !== "mu-law" && codec !== "a-law")
    throw new InvalidArgumentError(`A telephone's codec is mu-law or a-law, not "${String(codec)}"`);
  checkShare("phone.packetLoss", packetLoss);
  if (!(lossBurst >= 1 && lossBurst <= 1000))
    throw new InvalidArgumentError(`phone.lossBurst must be between 1 and 1000, not ${lossBurst}`);
  return { codec, packetLoss, lossBurst, concealment };
}

/** Samples at `sampleRate` on either side of a block that its telephone sound depends on: a whole number of packets. */
export function telephoneReach(sampleRate: number): number {
  const needed =
    resampleReach(sampleRate, phoneRate) +
    (bandPassReach(phoneRate) * sampleRate) / phoneRate +
    ((longestRepeat + 1) * packet * sampleRate) / phoneRate;
  return Math.ceil(needed / sampleRate) * sampleRate;
}

/**
 * Which packets of a call are lost: a Markov chain of good and bad moments (Gilbert, 1960).
 *
 * @param packets how many there are, of 20 ms each
 */
export function lostPackets(packets: number, packetLoss: number, lossBurst: number, seed: Seed): Uint8Array {
  const random = new Random(seed);
  const recover = 1 / lossBurst;
  const fail = packetLoss >= 1 ? 1 : Math.min(1, (packetLoss * recover) / (1 - packetLoss));
  let bad = random.chance(packetLoss);
  return Uint8Array.from({ length: packets }, () => {
    const lost = bad;
    bad = bad ? packetLoss >= 1 || !random.chance(recover) : random.chance(fail);
    return lost ? 1 : 0;
  });
}

/** What of a sound a telephone lets through, before its codec rounds it: 300 to 3,400 Hz, at 8 kHz. */
export function phoneBand(samples: Float32Array, sampleRate: number): Float32Array {
  return bandPass(resample(samples, sampleRate, phoneRate), phoneRate, lowest, highest);
}

/**
 * What comes out of a telephone: 300 to 3,400 Hz at 8 kHz, rounded by its codec, with what lost packets leave.
 *
 * @param samples amplitudes at `sampleRate` hertz, starting at the beginning of a packet
 * @param lost 1 for each packet that is lost, from the first of `samples`
 * @returns amplitudes at 8 kHz
 */
export function telephone(
  samples: Float32Array,
  sampleRate: number,
  { codec, concealment }: Pick<ReturnType<typeof completePhone>, "codec" | "concealment">,
  lost: Uint8Array,
): Float32Array {
  const coded = companded(phoneBand(samples, sampleRate), codec);
  let since = 0;
  for (let index = 0; index * packet < coded.length; index++) {
    since = lost[index] === 1 ? since + 1 : 0;
    if (since === 0) continue;
    const start = index * packet;
    const source = start - since * packet;
    const factor = concealment === "silence" || source < 0 || since > longestRepeat ? 0 : 0.7 ** since;
    for (let at = start; at < Math.min(start + packet, coded.length); at++)
      coded[at] = factor === 0 ? 0 : factor * (coded[source + at - start] as number);
  }
  return coded;
}
