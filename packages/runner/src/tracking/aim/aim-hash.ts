import { blake2b } from "@noble/hashes/blake2.js";
import { int64 } from "./aim-tree.ts";

/** What a context of a sequence is made of. */
export type AimContext = Readonly<Record<string, string | number>>;

const salts = {
  number: int64(-7494597716789683807n),
  array: int64(2965039128708897743n),
  object: int64(-2435585119574290752n),
  string: int64(7540324813251503183n),
};

/**
 * The number under which Aim files what belongs to a context, or to a step, as `aim.storage.hashing.hash_auto` has it:
 * BLAKE2b of 8 bytes, salted for each type. Numbers are whole and not negative here.
 */
export function aimHash(value: string | number | AimContext): bigint {
  if (typeof value === "string") return digest(new TextEncoder().encode(value), salts.string);
  // Python's hash of such a number: itself modulo a Mersenne prime.
  if (typeof value === "number") return digest(int64(BigInt(value) % (2n ** 61n - 1n)), salts.number);
  const pieces = Object.entries(value)
    .map(([key, of]) => ({ order: aimHash(key), piece: hashPair(key, of) }))
    .toSorted((a, b) => (a.order < b.order ? -1 : 1))
    .map(({ piece }) => int64(piece));
  return digest(Buffer.concat(pieces), salts.object);
}

function hashPair(key: string, value: string | number): bigint {
  return digest(Buffer.concat([int64(aimHash(key)), int64(aimHash(value))]), salts.array);
}

function digest(bytes: Uint8Array, salt: Uint8Array): bigint {
  // A salt of blake2b has 16 bytes; what is missing counts as zeros.
  const padded = new Uint8Array(16);
  padded.set(salt);
  const hash = blake2b(bytes, { dkLen: 8, salt: padded });
  return new DataView(hash.buffer, hash.byteOffset, 8).getBigInt64(0, true);
}
