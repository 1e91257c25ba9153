import { environment } from "../../backend-kit/environment.ts";

/**
 * Why Google's application default credentials cannot be found, as far as that is known without asking anybody: the file
 * that a variable names, or else the one that `gcloud` leaves, is not there or says nothing. Where neither is there, a
 * machine of Google's signs in by its metadata server, which the first call asks; unless a variable says that there is none.
 *
 * @returns nothing when they may be found
 */
export async function defaultCredentialsProblem(): Promise<string | undefined> {
  const named = environment("GOOGLE_APPLICATION_CREDENTIALS");
  if (named !== undefined)
    return problemOf(await readText(named), `${named}, which GOOGLE_APPLICATION_CREDENTIALS names,`);
  const left = await leftByGcloud();
  const text = left === undefined ? undefined : await readText(left);
  if (text !== undefined) return problemOf(text, `${left}`);
  return environment("METADATA_SERVER_DETECTION")?.trim().toLowerCase() === "none"
    ? "no Google Cloud credentials were found"
    : undefined;
}

/** Where `gcloud auth application-default login` leaves them. */
async function leftByGcloud(): Promise<string | undefined> {
  const { join } = await import("node:path");
  const config = environment("CLOUDSDK_CONFIG");
  if (config !== undefined) return join(config, "application_default_credentials.json");
  const isWindows = process.platform === "win32";
  const home = environment(isWindows ? "APPDATA" : "HOME");
  if (home === undefined) return undefined;
  return join(home, ...(isWindows ? [] : [".config"]), "gcloud", "application_default_credentials.json");
}

/** More than any such file has. */
const mostBytes = 1024 * 1024;

/** What a file holds; nothing where there is none that can be read. */
async function readText(path: string): Promise<string | undefined> {
  const { readFile, stat } = await import("node:fs/promises");
  const found = await stat(path).catch(() => undefined);
  if (found === undefined || !found.isFile() || found.size > mostBytes) return undefined;
  return readFile(path, "utf8").catch(() => undefined);
}

function problemOf(text: string | undefined, file: string): string | undefined {
  if (text === undefined) return `${file} is not a file that can be read`;
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === "object" && value !== null && "type" in value) return undefined;
  } catch {
    // Said below.
  }
  return `${file} does not hold Google Cloud credentials`;
}
