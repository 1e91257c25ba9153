import { freeThread, strictThread, type ThreadRules } from "../backend-kit/thread-rules.ts";

/**
 * What each provider demands of the messages it is sent: what it answers with HTTP 400 otherwise. The servers of the
 * conformance kit enforce the same.
 */
export const threads = {
  // Unanswered calls and unasked results are refused, little else: https://platform.openai.com/docs/guides/function-calling
  openai: freeThread,
  // "Conversation roles must alternate user/assistant/…": chat templates of Mistral, Gemma and others
  // (https://github.com/vllm-project/vllm/issues/6862), one system message at the start
  // (https://github.com/suitenumerique/conversations/issues/197). Ids are the server's own and may carry state.
  compatible: { ...strictThread, toolIds: undefined },
  // "first message must use the user role", "text content blocks must be non-empty", and no answer of the assistant to
  // be continued on newer models: https://docs.anthropic.com/en/api/messages
  anthropic: strictThread,
  // "A conversation must start with a user message", "must alternate between user and assistant roles", no blank text:
  // https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_Message.html
  bedrock: strictThread,
  // "contents is not specified", and function calls only after a user's turn:
  // https://ai.google.dev/api/generate-content#v1beta.Content
  google: { ...strictThread, toolIds: undefined },
  // Refuses nothing, but continues a thread that ends with the assistant, and takes one without messages as a request
  // to load the model: https://github.com/ollama/ollama/blob/main/docs/api.md#generate-a-chat-completion
  ollama: { system: "anywhere", begins: "user", ends: "user", alternates: false },
} as const satisfies Readonly<Record<string, ThreadRules>>;
