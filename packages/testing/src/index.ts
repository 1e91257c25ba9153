import "./attacks/built-in-attacks.ts";
import "./recipe/test-kind.ts";

export { attackPolicy } from "./attacks/attack-policy.ts";
export { attackScenarios } from "./attacks/attack-scenarios.ts";
export type { AttackScenariosOptions } from "./attacks/attack-scenarios.ts";
export { attackTechniques } from "./attacks/built-in-attacks.ts";
export type { AttackTarget, AttackTechnique } from "./attacks/technique.ts";
export { compareTests } from "./comparison/compare-tests.ts";
export type {
  CompareTestsOptions,
  GroupDifference,
  OutcomeChange,
  TestComparison,
} from "./comparison/compare-tests.ts";
export type { ShareDifference } from "./comparison/share-difference.ts";
export { renderTestReport, saveTestReport } from "./report/render-test-report.ts";
export type { TestReportOptions } from "./report/render-test-report.ts";
export type { CheckedConversation, GoalVerdict, OwnVerdict } from "./scenario/checked-conversation.ts";
export { expectationText } from "./checks/check-expectation.ts";
export { leakIn } from "./checks/secret-forms.ts";
export { EnvironmentState } from "./environment/environment.ts";
export type {
  Environment,
  EnvironmentFunction,
  EnvironmentInput,
  EnvironmentTool,
  Row,
} from "./environment/environment.ts";
export type { ToolFault } from "./environment/environment-tools.ts";
export type { Evidence } from "./results/evidence.ts";
export type { ExpectationVerdict } from "./results/expectation-verdict.ts";
export { findingClasses } from "./results/finding.ts";
export type { Finding, FindingClass } from "./results/finding.ts";
export { junitXml } from "./results/junit-xml.ts";
export { testResultSchema } from "./results/test-result.ts";
export type { StateChange, TestCell, TestResult, ToolCallRecord } from "./results/test-result.ts";
export { readTestedDialogs, testedDialog } from "./results/tested-dialog.ts";
export type { TestedDialog } from "./results/tested-dialog.ts";
export type { PassHat } from "./results/pass-hat.ts";
export { countTests, summarizeTests } from "./results/test-summary.ts";
export type { GoalCounts, TestCounts, TestFailure, TestSummary } from "./results/test-summary.ts";
export { planTests } from "./run/plan-tests.ts";
export type { PlanTestsOptions } from "./run/plan-tests.ts";
export { probeChatbot } from "./run/probe-chatbot.ts";
export type { ProbeOptions } from "./run/probe-chatbot.ts";
export { testChatbot } from "./run/test-chatbot.ts";
export type { ChatbotTest, TestChatbotOptions } from "./run/test-chatbot.ts";
export type { ExpectationData, ExpectationInput } from "./scenario/expectation.ts";
export type { Hook, HookInput, HookMoment, HttpHook } from "./scenario/hook.ts";
export { defineScenario, scenarioSchema } from "./scenario/scenario.ts";
export type { Expectation, OwnCheck, Scenario, ScenarioInput } from "./scenario/scenario.ts";
export { matchers } from "./simulate/matchers.ts";
export type { Conversations, Matched, Words } from "./simulate/matchers.ts";
export type { ConversationMatchers } from "./simulate/conversation-matchers.ts";
export { simulate } from "./simulate/simulate.ts";
export type { SimulateOptions, SystemUnderTest } from "./simulate/simulate.ts";
export { newScenarioFiles } from "./template/new-scenario-files.ts";
