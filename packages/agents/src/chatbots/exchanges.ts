import type { ChatbotMessage } from "./chatbot-connector.ts";

/**
 * What was exchanged for each answer of a bot, in the words of its protocol: tool calls, their results and the messages
 * beside them. A bot that is sent the whole conversation each time is sent them again, as a loop of its owner's would.
 */
export class Exchanges<Item> {
  readonly #behind = new Map<number, readonly Item[]>();

  /**
   * @param question the conversation that was answered
   * @param items all that came of it, the answer included; of an answer that failed, as far as it came
   */
  keep(question: readonly ChatbotMessage[], items: readonly Item[]): void {
    this.#behind.set(question.length, items);
  }

  /** The conversation as it was exchanged. The protocols have no empty messages: one that was empty is left out. */
  history(messages: readonly ChatbotMessage[]): readonly (ChatbotMessage | Item)[] {
    return messages.flatMap((message, place): readonly (ChatbotMessage | Item)[] => {
      const items = message.role === "assistant" ? this.#behind.get(place) : undefined;
      return items ?? (message.content === "" && place < messages.length - 1 ? [] : [message]);
    });
  }
}
