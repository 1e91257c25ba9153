import type { Message, SystemMessage } from "../message.ts";

const instructions = new WeakSet<Message>();

/** What a rule tells the model on the way, as a message of which {@link isInstructionMessage} knows that it is one. */
export function instructionMessage(content: string): SystemMessage {
  const message: SystemMessage = { role: "system", content };
  instructions.add(message);
  return message;
}

/** Whether it tells the model something on the way: a speaker without a persona may have no system message before it. */
export function isInstructionMessage(message: Message): boolean {
  return instructions.has(message);
}
