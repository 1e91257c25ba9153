import { cutShort } from "@sdialog/core";
import type { FinishReason, ModelWarning } from "@sdialog/llm";
import { contentPieces, finishReasonOf, plainText } from "@sdialog/llm/internal";
import type { ChatbotAnswer, ChatbotToolCall } from "./chatbot-connector.ts";

/** Gathers the answer of a chatbot from what it sends, message by message: each that says something is a paragraph. */
export class AnswerParts {
  readonly #said: string[] = [];
  readonly #thoughts: string[] = [];
  readonly #warnings: ModelWarning[] = [];
  #finishReason: FinishReason | undefined;
  #cut: FinishReason | undefined;

  /**
   * Takes in a message. Whatever stands where its text belongs is read for what it is, as replies of models are; the
   * words themselves stay as they came.
   *
   * @param word its word for why it ended; nothing for one that does not say
   * @returns the words of this message
   */
  message(content: unknown, word?: string | null): string {
    let text = "";
    let refused = false;
    for (const piece of contentPieces(content)) {
      // The protocol of chatbots has no calls among the words.
      if (piece.kind === "call") this.#leftOut(`call of ${piece.call.name}`);
      else if (piece.kind === "thinking") this.#thoughts.push(piece.text);
      else if (piece.kind === "left out") this.#leftOut(piece.text);
      else {
        refused ||= piece.kind === "refusal";
        text += piece.text;
      }
    }
    if (text !== "") this.#said.push(text);
    const told = word === undefined || word === null ? undefined : (finishReasonOf(word) ?? "other");
    const ended = refused && (told ?? "stop") === "stop" ? "content_filter" : told;
    // Words that were cut short stay so, whatever is said after them; of a call that was cut nothing is heard.
    if (text !== "" && cutShort({ finishReason: ended }) !== undefined) this.#cut ??= ended;
    this.#finishReason = ended;
    return text;
  }

  /** Takes in what it thought. */
  thinking(content: unknown): void {
    const thought = plainText(content);
    if (thought !== "") this.#thoughts.push(thought);
  }

  answer(toolCalls: readonly ChatbotToolCall[]): ChatbotAnswer {
    return {
      text: this.#said.join("\n\n"),
      toolCalls,
      finishReason: this.#cut ?? this.#finishReason,
      thinking: this.#thoughts.join("\n\n"),
      warnings: this.#warnings,
    };
  }

  #leftOut(kind: string): void {
    const message = `a part of the kind "${kind}" was left out of the answer`;
    if (!this.#warnings.some((known) => known.message === message))
      this.#warnings.push({ setting: "reply", message });
  }
}
