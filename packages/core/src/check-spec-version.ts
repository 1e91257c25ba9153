import { SDialogError } from "./errors/sdialog-error.ts";

/**
 * Makes sure that something written elsewhere follows the version of a contract that is in use here, before a call
 * fails in a way that is hard to understand.
 *
 * @param contract what it claims to be: `"ChatModel"`
 * @param name what people call it
 * @param found its `specVersion`
 * @param understood the version of the contract that the caller was built for
 * @throws SDialogError `contract_version` for another version, or none
 */
export function checkSpecVersion(contract: string, name: string, found: unknown, understood: number): void {
  if (found === understood) return;
  if (typeof found !== "number") {
    throw new SDialogError(`"${name}" does not say which version of the ${contract} contract it follows`, {
      code: "contract_version",
      hint: `Give it specVersion: ${understood}, once it is a ${contract} as this version describes it.`,
    });
  }
  throw new SDialogError(
    `"${name}" follows version ${found} of the ${contract} contract, and version ${understood} is in use here`,
    {
      code: "contract_version",
      hint: `Update ${found > understood ? "the @sdialog packages" : "the package it comes from"}.`,
    },
  );
}
