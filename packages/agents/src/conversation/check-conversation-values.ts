import { Dialog, InvalidArgumentError } from "@sdialog/core";
import { checkContract, checkContracts, checkOptions } from "@sdialog/core/internal";
import type { Tool } from "../tools/tool.ts";
import type { ConversationOptions } from "./conversation-options.ts";

const owner = "new Conversation";
const participants =
  "Agents, simulated users, chatbots and people are; data about one, such as { agent, name }, is not.";
const openingNames = { speaker: true, text: true } as const;

/**
 * Refuses values that would fail, or change nothing, only once the conversation is held.
 * @throws InvalidArgumentError naming the option and what it must be
 */
export function checkConversationValues(options: ConversationOptions): void {
  const { turnTaking, guards, stop = [], opening, context, exampleDialogs } = options;
  checkContracts(`${owner} participants`, "a participant", options.participants, ["begin"], participants);
  for (const [index, { name, tools = [] }] of options.participants.entries()) {
    checkContracts(`${owner} participants[${index}] tools`, "a tool", tools, []);
    refuseExternal(name, tools);
  }
  if (turnTaking !== undefined)
    checkContract(`${owner} turnTaking`, "a turn-taking policy", turnTaking, ["next"], "alternate() is one.");
  if (guards !== undefined) checkContracts(`${owner} guards`, "a guard", guards, ["check"]);
  checkContracts(`${owner} stop`, "a stop rule", stop, []);
  for (const [index, rule] of stop.entries())
    if (rule.vetoes === undefined)
      checkContract(`${owner} stop[${index}]`, "a stop rule", rule, ["check"], "maxTurns(20) is one.");
  if (opening !== undefined) {
    checkContracts(`${owner} opening`, "{ speaker, text }", opening, []);
    for (const [index, one] of opening.entries())
      checkOptions(`${owner} opening[${index}]`, one, openingNames);
  }
  checkSituation(owner, { context, exampleDialogs });
}

/** @throws InvalidArgumentError for a tool that nobody in a conversation would run */
function refuseExternal(participant: string, tools: readonly Partial<Tool>[]): void {
  const external = tools.find(({ isExternal }) => isExternal === true);
  if (external !== undefined) throw externalTool(participant, external.name ?? "");
}

/** What a conversation cannot do: run a tool that is run by whoever asked for the reply. */
export function externalTool(participant: string, name: string): InvalidArgumentError {
  return new InvalidArgumentError(
    `${participant === "" ? "A participant" : participant} has the external tool ${name}, which nobody runs in a conversation`,
    {
      hint: "Clients of a served agent run external tools; leave out `isExternal` and give it an `execute`.",
    },
  );
}

/** What conversations and agents are told of a situation alike. @throws InvalidArgumentError */
export function checkSituation(
  place: string,
  { context, exampleDialogs }: Pick<ConversationOptions, "context" | "exampleDialogs">,
): void {
  if (context !== undefined && typeof context !== "string")
    checkContract(
      `${place} context`,
      "a string or a context",
      context,
      ["describe"],
      "new Context({ … }) is one.",
    );
  if (exampleDialogs === undefined) return;
  const hint = "Parsed JSON becomes one by Dialog.from(data).";
  checkContracts(`${place} exampleDialogs`, "a dialogue", exampleDialogs, [], hint);
  const other = exampleDialogs.findIndex((dialog) => !(dialog instanceof Dialog));
  if (other !== -1)
    throw new InvalidArgumentError(`${place} exampleDialogs[${other}] must be a dialogue`, { hint });
}
