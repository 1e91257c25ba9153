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
 * Whether the address of a service is on this machine whoever reads it: one of the plain names is its host, written so
 * plainly that no two readers of addresses differ on it. Every other counts as elsewhere.
 */
export function isServiceHere(address: string): boolean {
  return service.test(address);
}

/** The same of a database's address. That of a service is not one: a driver reads `http://localhost/?host=…` as one of its own. */
export function isDatabaseHere(address: string): boolean {
  return database.test(address);
}
