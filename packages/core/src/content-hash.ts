import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";

/** Node's own hash, a fraction of the cost; asked for by name, so that browsers need not have it. */
const native = (
  globalThis as {
    readonly process?: { getBuiltinModule?(name: string): { readonly hash?: NativeHash } | undefined };
  }
).process?.getBuiltinModule?.("node:crypto")?.hash;
type NativeHash = (algorithm: string, text: string, encoding: "hex") => string;

/** SHA-256 of UTF-8 text as 64 hexadecimal digits; gives the same in Node and browsers, without waiting. */
export const sha256Hex: (text: string) => string =
  native === undefined ? portableSha256 : (text) => native("sha256", text, "hex");

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
