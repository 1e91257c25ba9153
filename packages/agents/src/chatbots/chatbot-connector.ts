import type { KindOf } from "@sdialog/core";
import type { FinishReason, ModelWarning } from "@sdialog/llm";
import type { Tool } from "../tools/tool.ts";

/** A way to a chatbot under test. A description: what one conversation needs is in its {@link ChatbotConnection}. */
export interface ChatbotConnector {
  /** What it is called in reports unless it is given a name. */
  readonly name: string;
  /** Where it is, without anything secret; recorded. */
  readonly address?: string | undefined;
  /** Everything else that affects what it says, as plain JSON without anything secret: ids of dialogues follow from it. */
  readonly distinction?: unknown;
  /**
   * Whether it can call tools that are lent to it. Where it cannot, a test whose scenario lends some is refused before
   * anything is said. Default: false.
   */
  readonly takesTools?: boolean | undefined;
  /** Whether it speaks before anybody has: its connections have a {@link ChatbotConnection.greeting}. Default: false. */
  readonly greets?: boolean | undefined;
  /** Begins a conversation that no other one can mix with. @throws ChatbotError */
  connect(conversation: ChatbotConversation): ChatbotConnection | Promise<ChatbotConnection>;
}

/** What a chatbot is told of a conversation that begins. */
export interface ChatbotConversation {
  /** Unlike any other's, also when the same conversation is held again. */
  readonly id: string;
  /** What the chatbot may call, when somebody lends it tools. */
  readonly tools: readonly Tool[];
  /** Calls a lent tool, and has the call recorded. What goes wrong becomes a result that tells it. */
  call(name: string, input: unknown, signal?: AbortSignal): Promise<ChatbotToolCall>;
  /**
   * Where another process of this machine finds the lent tools, by HTTP: `GET` lists them, `POST` of `<address>/<name>`
   * with the arguments as JSON calls one, and answers `{ "output": … }`. Empty when no tools are lent.
   */
  toolsAddress(): Promise<string>;
  readonly signal?: AbortSignal | undefined;
}

/** One conversation with a chatbot. */
export interface ChatbotConnection {
  /** @throws ChatbotError, and whatever else goes wrong */
  ask(question: ChatbotQuestion): Promise<ChatbotAnswer>;
  /** What it says before anybody has spoken; whoever is asked first passes it over. @throws ChatbotError */
  greeting?(signal: AbortSignal): Promise<ChatbotAnswer>;
  close?(): void | Promise<void>;
}

/** What is said to a chatbot. */
export interface ChatbotQuestion {
  /** The new message. */
  readonly message: string;
  /** The whole conversation, the new message last. */
  readonly messages: readonly ChatbotMessage[];
  /** Aborts when the time is up or the conversation is cancelled. */
  readonly signal: AbortSignal;
}

/** A message as a chatbot sees it. */
export interface ChatbotMessage {
  readonly role: "user" | "assistant";
  readonly content: string;
}

/** What a chatbot answers. */
export interface ChatbotAnswer {
  /** Word for word, empty when it is. */
  readonly text: string;
  /** The tools it called on the way, as far as it shows them; calls of lent tools are known without it. */
  readonly toolCalls?: readonly ChatbotToolCall[] | undefined;
  /** Why it ended, as far as it says so: an answer that was cut short is marked and counted as an agent's is. */
  readonly finishReason?: FinishReason | undefined;
  /** What it thought, where it shows it; recorded as an event. */
  readonly thinking?: string | undefined;
  /** What of it could not be taken for what it is, such as a part that is not text; recorded as events. */
  readonly warnings?: readonly ModelWarning[] | undefined;
  /** How it sounded, for one that answers in sound; recorded in the turn. */
  readonly audio?: ChatbotAudio | undefined;
}

/** How an answer sounded. */
export interface ChatbotAudio {
  /** Milliseconds from the end of the question to the first sound; `null` when there was none. */
  readonly firstAudioMs: number | null;
  /** Seconds of it that were heard. */
  readonly seconds: number;
  /** Whether the user broke into it. */
  readonly cutOff: boolean;
}

/** A tool call that a chatbot shows. */
export interface ChatbotToolCall {
  readonly name: string;
  /** The arguments; plain JSON. */
  readonly input: unknown;
  /** The result; plain JSON. */
  readonly output?: unknown;
  readonly isError?: boolean | undefined;
  readonly milliseconds?: number | undefined;
}

declare module "@sdialog/core" {
  interface RegistryKinds {
    /** A way to reach a chatbot under test, for `chatbot:` in recipes. */
    chatbot: KindOf<ChatbotConnector>;
  }
}
