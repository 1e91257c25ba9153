/** An address without user name, password, query and fragment: fit to be written down. */
export function publicAddress(address: string): string {
  if (!URL.canParse(address)) return "an address that is not a URL";
  const { origin, pathname } = new URL(address);
  return `${origin}${pathname.replace(/(?<!\/)\/+$/, "")}`;
}
