import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";

type NativeHash = (algorithm: string, text: string, encoding: "hex") => string;
type Sha256 = (text: string) => string;

let sha256OfHere: Sha256 | undefined;

/**
 * Node's own hash, a fraction of the cost; asked for by name, so that browsers need not have it, and when something is first
 * hashed: loading it takes as long as half of this package.
 */
function findSha256(): Sha256 {
  const { process } = globalThis as {
    readonly process?: { getBuiltinModule?(name: string): { readonly hash?: NativeHash } | undefined };
  };
  const native = process?.getBuiltinModule?.("node:crypto")?.hash;
  return native === undefined ? portableSha256 : (text) => native("sha256", text, "hex");
}

/** SHA-256 of UTF-8 text as 64 hexadecimal digits; gives the same in Node and browsers, without waiting. */
export function sha256Hex(text: string): string {
  sha256OfHere ??= findSha256();
  return sha256OfHere(text);
}

/** As {@link sha256Hex}, where there is nothing but the language. */
export function portableSha256(text: string): string {
  return bytesToHex(sha256(utf8ToBytes(text)));
}

/** JSON text with the keys of every object sorted, so that equal values give equal text. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, item: unknown) =>
    typeof item === "object" && item !== null && !Array.isArray(item)
      ? Object.fromEntries(Object.entries(item).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)))
      : item,
  );
}

/** SHA-256 over the canonical JSON of `value`, as 64 hexadecimal digits. */
export function contentHash(value: unknown): string {
  return sha256Hex(canonicalJson(value));
}

/** An id in UUID form (version 8, RFC 9562) that is a pure function of `value`: same content, same id. */
export function contentId(value: unknown): string {
  const hex = contentHash(value);
  const variant = ((Number.parseInt(hex.charAt(16), 16) & 0x3) | 0x8).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
