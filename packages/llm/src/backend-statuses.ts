import { checkOptions, type OptionNames } from "@sdialog/core/internal";
import { createRequire } from "node:module";
import type { Backend } from "./backend.ts";
import { guardedFetch } from "./http/guarded-fetch.ts";
import { HttpRefusalError } from "./http/http-refusal-error.ts";
import { listBackends } from "./registry.ts";

/** What {@link backendStatuses} found out about one backend. */
export interface BackendStatus {
  readonly name: string;
  /** npm package to install for it. */
  readonly package: string;
  /** Whether its npm packages can be found. */
  readonly installed: boolean;
  /** Whether its server answers, whatever it says; for backends without a server, whether they are installed. */
  readonly reachable: boolean;
  readonly capabilities: Backend["capabilities"];
}

/** How long {@link backendStatuses} may take. */
export interface BackendStatusOptions {
  /** Longest wait for a server, in milliseconds. Default: 2000. */
  readonly timeoutMs?: number | undefined;
}

const backendStatusOptionNames: OptionNames<BackendStatusOptions> = { timeoutMs: true };

/**
 * What each registered backend offers and whether it could be used here. Loads no SDK and sends no key: a server
 * is asked for its bare address only.
 */
export function backendStatuses(options: BackendStatusOptions = {}): Promise<BackendStatus[]> {
  const { timeoutMs = 2000 } = checkOptions("backendStatuses", options, backendStatusOptionNames);
  const { resolve } = createRequire(import.meta.url);
  return Promise.all(
    listBackends().map(async (backend) => {
      const { name, packages, capabilities } = backend;
      const installed = packages.every((each) => isInstalled(each, resolve));
      const reachable =
        backend.address === undefined ? installed : await answers(backend.address(), timeoutMs);
      return { name, package: packages.join(" "), installed, reachable, capabilities };
    }),
  );
}

function isInstalled(name: string, resolve: NodeJS.RequireResolve): boolean {
  try {
    resolve(name);
    return true;
  } catch (error) {
    // A package for `import` only is there, although `require` may not have it.
    return !(error instanceof Error && "code" in error && error.code === "MODULE_NOT_FOUND");
  }
}

const ask = guardedFetch();

async function answers(address: string | undefined, timeoutMs: number): Promise<boolean> {
  if (address === undefined) return false;
  try {
    const response = await ask(address.includes("://") ? address : `http://${address}`, {
      method: "HEAD",
      signal: AbortSignal.timeout(timeoutMs),
    });
    await response.body?.cancel();
    return true;
  } catch (error) {
    // Who sends us elsewhere has answered.
    return HttpRefusalError.in(error) !== undefined;
  }
}
