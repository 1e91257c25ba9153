import { contentHash } from "./content-hash.ts";
import { isSecretName } from "./secret-name.ts";

/**
 * Where an address leads, fit to be written down: scheme, host and port. User name, password, query and fragment are
 * left out, and so is the path, in which webhooks carry their keys; a digest of it (`#1f0c39ab`) still tells two
 * services of one host apart. A path that only names a version (`/v1`, `/api/v1beta`) stays.
 */
export function publicAddress(address: string): string {
  if (!URL.canParse(address)) return "an address that is not a URL";
  const { protocol, host } = new URL(address);
  const path = pathOf(address);
  const place = `${protocol}//${host}`;
  return isPublicPath(path) ? `${place}${path}` : `${place}/#${contentHash(path).slice(0, 8)}`;
}

/** The path of an address, without slashes at its end. */
export function pathOf(address: string): string {
  const { pathname } = new URL(address);
  let length = pathname.length;
  while (pathname[length - 1] === "/") length--;
  return pathname.slice(0, length);
}

/** Whether a path says nothing but which version of an interface is meant. */
export function isPublicPath(path: string): boolean {
  return /^(?:\/(?:api|v\d{1,2}(?:(?:alpha|beta)\d{0,2})?))*\/?$/.test(path);
}

/** Parameters of an address that say how something is spoken to, never who may. */
const plainParameter =
  /^(?:api[-_]?version|version|v|model|deployment|lang|language|locale|format|alt|mode|type|channel|region|country|currency|time[-_]?zone|stream|transport)$/i;
/** Shorter ones let nobody in. */
const shortestKey = 4;

/** Whether what stands under a parameter of an address may be a key: any name may have one but a few that are known. */
export function isKeyParameter(name: string, value: string): boolean {
  return value.length >= shortestKey && (!plainParameter.test(name) || looksDrawn(value));
}

const hook = /^(?:web)?hooks?$/i;

/**
 * Whether who knows an address can get in by it, so that it may not be kept: it holds a user, a password, a parameter
 * (see {@link isKeyParameter}), a part of the path that looks drawn, such as a UUID, or a path as webhooks have it, where the
 * path is the key.
 */
export function holdsKey(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { username, password, hostname, pathname, searchParams, hash } = new URL(address);
  const parts = pathname.split("/").filter((part) => part !== "");
  const place = hook.test(hostname.split(".")[0] as string) ? -1 : parts.findIndex((part) => hook.test(part));
  const isHook = place !== -1 || hook.test(hostname.split(".")[0] as string);
  const behindHook = isHook ? parts.slice(place + 1) : [];
  return (
    username !== "" ||
    password !== "" ||
    [...searchParams].some(([name, value]) => isSecretName(name) || isKeyParameter(name, value)) ||
    looksDrawn(hash) ||
    parts.some(looksDrawn) ||
    // `/webhooks/rest/webhook` is a place, `/services/T0/B0` is nobody else's.
    behindHook.some((part) => /[\dA-Z]|^[a-z]{16,}$/.test(part) && !isPublicPath(`/${part}`))
  );
}

const uuid = /[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}/i;

/** Long and of letters and digits without a pattern, as keys are; names of models are of shorter pieces. */
function looksDrawn(part: string): boolean {
  if (uuid.test(part)) return true;
  return part.split(/[-_.:,;=~]/).some((piece) => {
    const digits = piece.replaceAll(/\D/g, "").length;
    const mixed = /[a-z]/.test(piece) && /[A-Z]/.test(piece);
    return (
      (piece.length >= 16 && digits > 0 && digits < piece.length) ||
      (digits > 0 && /^[\da-f]{12,}$/i.test(piece)) ||
      (piece.length >= 10 && mixed && digits > 1)
    );
  });
}
