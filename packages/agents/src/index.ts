export { Agent } from "./agent/agent.ts";
export type { AgentAttachment, DialogWithOptions, ModelWrapper } from "./agent/agent.ts";
export type { AgentOptions } from "./agent/agent-options.ts";
export { Chat } from "./agent/chat.ts";
export type { ChatInput, ChatOptions, ChatStreamOptions } from "./agent/chat.ts";
export { readStopSignal, stopWord } from "./agent/stop-signal.ts";
export type { ReadReply, StopSignalOptions } from "./agent/stop-signal.ts";
export { thinkingPattern } from "./agent/thinking-pattern.ts";
export { thinkingTags } from "./agent/thinking-tags.ts";
export { branch } from "./conversation/branch.ts";
export { Conversation } from "./conversation/conversation.ts";
export type {
  ConversationOptions,
  Opening,
  ConversationRunOptions,
} from "./conversation/conversation-options.ts";
export type { ConversationEvent } from "./conversation/conversation-event.ts";
export { ConversationFailedError } from "./conversation/conversation-failed-error.ts";
export type { ConversationState } from "./conversation-state.ts";
export type { Clock } from "./edge.ts";
export { coherent } from "./guards/coherent.ts";
export type { CoherentOptions } from "./guards/coherent.ts";
export { forSpeakers } from "./guards/for-speakers.ts";
export type { Guard, GuardMoment, GuardVerdict } from "./guards/guard.ts";
export { maxLength, trimToSentence } from "./guards/max-length.ts";
export { noCoaching } from "./guards/no-coaching.ts";
export { noInventedFacts } from "./guards/no-invented-facts.ts";
export type { NoInventedFactsOptions } from "./guards/no-invented-facts.ts";
export { noLeak } from "./guards/no-leak.ts";
export { noRepeatedMessage } from "./guards/no-repeated-message.ts";
export type { NoRepeatedMessageOptions } from "./guards/no-repeated-message.ts";
export { noRoleInversion } from "./guards/no-role-inversion.ts";
export { notEmpty } from "./guards/not-empty.ts";
export { personaConsistent } from "./guards/persona-consistent.ts";
export type { PersonaConsistentOptions } from "./guards/persona-consistent.ts";
export { proseOf } from "./guards/prose.ts";
export { findRepetition } from "./guards/repetition.ts";
export type { Repetition } from "./guards/repetition.ts";
export { tellsWhenAsked } from "./guards/tells-when-asked.ts";
export type { TellsWhenAskedOptions } from "./guards/tells-when-asked.ts";
export { comparedAnswers } from "./guards/compared-answers.ts";
export type { ComparedAnswers } from "./guards/compared-answers.ts";
export { userFaults, userGuards } from "./guards/user-guards.ts";
export type { UserKnowledge } from "./guards/user-guards.ts";
export { singleSpeaker } from "./guards/single-speaker.ts";
export type { SingleSpeakerOptions } from "./guards/single-speaker.ts";
export type {
  Draft,
  Hear,
  Noise,
  NoiseMoment,
  NoiseResult,
  Participant,
  ParticipantRun,
  ParticipantSession,
  ReplyEvent,
  ReplyRequest,
  ToldInstruction,
  View,
} from "./participant.ts";
export { assistant } from "./participants/assistant.ts";
export { aiSdkChatbot } from "./chatbots/ai-sdk-chatbot.ts";
export type { AISDKAgent } from "./chatbots/ai-sdk-chatbot.ts";
export type { LentTool } from "./chatbots/lent-tools.ts";
export { mcpChatbot, mcpServerChatbot } from "./chatbots/mcp-chatbot.ts";
export type { MCPChatbotOptions, MCPClient, MCPServerChatbotOptions } from "./chatbots/mcp-chatbot.ts";
export { openaiAgentChatbot } from "./chatbots/openai-agent-chatbot.ts";
export type { OpenAIAgentRun } from "./chatbots/openai-agent-chatbot.ts";
import "./chatbots/built-in-chatbots.ts";
export type {
  ChatbotAnswer,
  ChatbotAudio,
  ChatbotConnection,
  ChatbotConnector,
  ChatbotConversation,
  ChatbotMessage,
  ChatbotQuestion,
  ChatbotToolCall,
} from "./chatbots/chatbot-connector.ts";
export { ChatbotError } from "./chatbots/chatbot-error.ts";
export type { ChatbotErrorKind } from "./chatbots/chatbot-error.ts";
export { functionChatbot } from "./chatbots/function-chatbot.ts";
export type { ChatbotFunction, ChatbotFunctionQuestion } from "./chatbots/function-chatbot.ts";
export { openaiChatbot } from "./chatbots/openai-chatbot.ts";
export type { OpenAIChatbotOptions } from "./chatbots/openai-chatbot.ts";
export { webhookChatbot } from "./chatbots/webhook-chatbot.ts";
export type { WebhookChatbotOptions } from "./chatbots/webhook-chatbot.ts";
export { realtimeChatbot } from "./chatbots/realtime-chatbot.ts";
export type { RealtimeChatbotOptions, SpeakForChatbot } from "./chatbots/realtime-chatbot.ts";
export { websocketChatbot } from "./chatbots/websocket-chatbot.ts";
export type { WebSocketChatbotOptions } from "./chatbots/websocket-chatbot.ts";
export { chatbot } from "./participants/chatbot.ts";
export type { ChatbotOptions, RecordedChatbotError } from "./participants/chatbot.ts";
export type { Envelope, Opened } from "./participants/envelope/envelope.ts";
export { doneMessage } from "./participants/envelope/done-message.ts";
export { jsonMessage } from "./participants/envelope/json-message.ts";
export { literalQuotes, quotes } from "./participants/envelope/quotes.ts";
export { tags } from "./participants/envelope/tags.ts";
export { feedbackUser } from "./participants/feedback-user/feedback-user.ts";
export type { FeedbackUserOptions } from "./participants/feedback-user/feedback-user.ts";
export type { Goal } from "./participants/goal-directed-user/goal.ts";
export { goalDirectedUser } from "./participants/goal-directed-user/goal-directed-user.ts";
export type { GoalDirectedUserOptions } from "./participants/goal-directed-user/goal-directed-user.ts";
export { human } from "./participants/human.ts";
export { scripted } from "./participants/scripted.ts";
export { withNoise } from "./participants/with-noise.ts";
import "./policies/built-in-policies.ts";
export { drawBehaviour, policiesSchema, userTypesSchema } from "./policies/user-types.ts";
export type { Behaviour, DrawnBehaviour, PolicySpecs, UserTypes } from "./policies/user-types.ts";
export { agentPrompt, compactAgentPrompt, defaultResponseDetails } from "./prompts/agent-prompt.ts";
export { speakerSelectionPrompt } from "./prompts/speaker-selection-prompt.ts";
export { personaConsistencyPrompt } from "./prompts/persona-consistency-prompt.ts";
export { feedbackPrompt } from "./participants/feedback-user/feedback-prompt.ts";
export { goalFollowUpPrompt, goalPrompt } from "./participants/goal-directed-user/goal-prompt.ts";
export { headings, section } from "./prompts/section.ts";
export type { SectionName } from "./prompts/section.ts";
export { budget } from "./stop-rules/budget.ts";
export type { BudgetLimits } from "./stop-rules/budget.ts";
export type { StopRule } from "./stop-rules/stop-rule.ts";
export { maxTurns, minTurns, targetTurns } from "./stop-rules/turn-limits.ts";
export { tool } from "./tools/tool.ts";
export type { Tool, ToolContext, ToolOptions } from "./tools/tool.ts";
export { addressed } from "./turn-taking/addressed.ts";
export { alternate } from "./turn-taking/alternate.ts";
export { custom } from "./turn-taking/custom.ts";
export { graph } from "./turn-taking/graph.ts";
export { llmSelect } from "./turn-taking/llm-select.ts";
export type { LlmSelectOptions } from "./turn-taking/llm-select.ts";
export { mentions } from "./turn-taking/mentions.ts";
export { noRepeat } from "./turn-taking/no-repeat.ts";
export { randomOrder, weighted } from "./turn-taking/random-order.ts";
export type { NextSpeaker, TurnTaking, TurnTakingState } from "./turn-taking/turn-taking.ts";
export { viewMessages } from "./view-messages.ts";
export type { InsertedMessages } from "./view-messages.ts";
