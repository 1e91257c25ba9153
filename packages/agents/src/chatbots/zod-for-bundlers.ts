// Imported where the SDK of MCP is, which imports zod by names of its own. In a bundle of one file esbuild starts what is
// imported late, and all that this imports, only when somebody asks; but it does not ask for those who import a name from
// "zod" that passes on what is started late, unless that name is itself imported late. Without this file every schema that
// a page or a package makes with zod is then made before zod has begun: "Class2 is not a constructor".
import { ZodError } from "zod";

/** Whether the SDK refused what a server sent. */
export function isRefusedByZod(error: unknown): boolean {
  return error instanceof ZodError;
}
