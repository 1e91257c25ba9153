import { execFileSync } from "node:child_process";

/** Where the repository lives on the web, without a slash at the end; `undefined` when git knows no such place. */
export function repositoryAddress(): string | undefined {
  try {
    const remote = execFileSync("git", ["remote", "get-url", "origin"], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    });
    return webAddress(remote.trim());
  } catch {
    return undefined;
  }
}

/** The page of a git remote, whichever way the remote is written; credentials in it are left out. */
export function webAddress(remote: string): string | undefined {
  const match =
    /^(?:https?:\/\/|ssh:\/\/|git:\/\/|git\+https:\/\/)(?:[^@/]*@)?([^/:]+\.[^/:]+)(?::\d+)?\/(.+)$/.exec(
      remote,
    ) ?? /^(?:[\w.-]+@)([\w-]+(?:\.[\w-]+)+):(?!\/)(.+)$/.exec(remote);
  if (match === null) return undefined;
  const [, host = "", path = ""] = match;
  return `https://${host}/${path.replace(/\/+$/, "").replace(/\.git$/, "")}`;
}

/** What a manifest says of where its package comes from: without it, npm accepts no provenance. */
export function manifestLinks(
  address: string,
  folder: string,
): {
  readonly homepage: string;
  readonly bugs: string;
  readonly repository: { readonly type: "git"; readonly url: string; readonly directory: string };
} {
  return {
    homepage: `${address}/tree/main/${folder}#readme`,
    bugs: `${address}/issues`,
    repository: { type: "git", url: `git+${address}.git`, directory: folder },
  };
}
