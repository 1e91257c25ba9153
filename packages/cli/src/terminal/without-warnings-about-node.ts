/** What Node says of its own features when a package uses them: that they may change, or go. */
const aboutNode: ReadonlySet<string> = new Set(["ExperimentalWarning", "DeprecationWarning"]);

/** Options by which somebody asks Node for just these. */
const asked = /--(?:trace-(?:warnings|deprecation)|throw-deprecation|pending-deprecation)\b/;

/**
 * Keeps warnings about Node's own features to the people who can act on them: whoever runs a command cannot. All other
 * warnings are printed as ever, and these when Node was asked for them (`NODE_OPTIONS=--trace-warnings`).
 */
export function withoutWarningsAboutNode({ execArgv, env }: Pick<NodeJS.Process, "execArgv" | "env">): void {
  if (asked.test(`${execArgv.join(" ")} ${env["NODE_OPTIONS"] ?? ""}`)) return;
  const listeners = process.listeners("warning");
  process.removeAllListeners("warning");
  process.on("warning", (warning) => {
    if (aboutNode.has(warning.name)) return;
    for (const listener of listeners) listener(warning);
  });
}
