import { contentHash } from "./content-hash.ts";

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
