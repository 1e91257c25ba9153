/** Whether Node says of its own features that they may change, or go. Packages deprecate theirs without such a code. */
function isAboutNode({ name, code }: NodeJS.ErrnoException): boolean {
  return (
    name === "ExperimentalWarning" || (name === "DeprecationWarning" && code?.startsWith("DEP") === true)
  );
}

/** Options by which somebody asks Node for just these. */
const asked = /--(?:trace-(?:warnings|deprecation)|throw-deprecation|pending-deprecation)\b/;

/**
 * Keeps warnings about Node's own features to the people who can act on them: whoever runs a command cannot. All other
 * warnings are printed as ever, and these when Node was asked for them (`NODE_OPTIONS=--trace-warnings`).
 */
export function withoutWarningsAboutNode(
  process: Pick<NodeJS.Process, "execArgv" | "env" | "listeners" | "removeAllListeners" | "on">,
): void {
  const { execArgv, env } = process;
  if (asked.test(`${execArgv.join(" ")} ${env["NODE_OPTIONS"] ?? ""}`)) return;
  const listeners = process.listeners("warning");
  process.removeAllListeners("warning");
  process.on("warning", (warning) => {
    if (isAboutNode(warning)) return;
    for (const listener of listeners) listener(warning);
  });
}
