// A file of its own, so that who reads no recording does not load what reads files.
export { readFile } from "node:fs/promises";
