import { RolldownMagicString, type Plugin } from "rolldown";
import { parseSync, Visitor } from "rolldown/utils";

/**
 * In builds, a function that does nothing but import a package does so within `try`, where bundlers let the package be missing: webpack
 * and esbuild build programs that do without it, and whoever asks for it is told what to install.
 */
export function importsWithinTry(): Plugin {
  return { name: "imports-within-try", renderChunk: (code) => withImportsWithinTry(code) };
}

/** A module with `() => import("package")` within `try`; nothing where it has none. */
export function withImportsWithinTry(code: string): RolldownMagicString | undefined {
  const { program } = parseSync("module.mjs", code);
  const changed = new RolldownMagicString(code);
  let found = false;
  new Visitor({
    ArrowFunctionExpression({ start, end, params, async, body }) {
      const loads = params.length === 0 && !async && body.type === "ImportExpression";
      if (!loads || !isPackage(body.source)) return;
      found = true;
      const imported = code.slice(body.start, body.end);
      changed.overwrite(
        start,
        end,
        `async () => { try { return await ${imported}; } catch (error) { throw error; } }`,
      );
    },
  }).visit(program);
  return found ? changed : undefined;
}

function isPackage(source: object): boolean {
  return "value" in source && typeof source.value === "string" && /^(?!node:)[@\w]/.test(source.value);
}
