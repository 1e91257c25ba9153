// esbuild does not initialise zod before modules that import its re-exports, unless what is re-exported is itself imported late.
// The SDK of MCP is imported late, and so then is zod: without this file, imported where the SDK is, a bundle of one file would make
// its schemas before zod has begun, and end with "Class2 is not a constructor". What is imported here has to be used: a bundler
// drops an import that is not.
import { ZodError } from "zod";

/** Whether the SDK refused what a server sent. */
export function isRefusedByZod(error: unknown): boolean {
  return error instanceof ZodError;
}
