/** After the host: nothing, a port, and what is asked for there. No backslash, no space, and no control character. */
const service =
  /^(?:https?|wss?|aim):\/\/(?:localhost|127\.0\.0\.1|\[::1\])(?::\d{1,5})?(?:[/?#][!#-[\]^-~]*)?$/i;
/**
 * A driver takes the host also from what stands after a `?` (`host`, `hostaddr`), from a `%2F` in its place, and from the
 * environment where it is missing: only an address without any of that is what it looks like.
 */
const database =
  /^postgres(?:ql)?:\/\/(?:[\w.~-]+@)?(?:localhost|127\.0\.0\.1|\[::1\])(?::\d{1,5})?(?:\/[\w-]*)?$/i;

/**
 * Whether an address, of a service or a database, is on this machine whoever reads it: one of the plain names is its host,
 * written so plainly that no two readers of addresses differ on it. Every other counts as elsewhere.
 */
export function isHere(address: string): boolean {
  return service.test(address) || database.test(address);
}
