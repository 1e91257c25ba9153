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
export type { Evidence } from "./results/evidence.ts";
export { findingClasses } from "./results/finding.ts";
export type { Finding, FindingClass } from "./results/finding.ts";
export { testResultSchema } from "./results/test-result.ts";
export type { StateChange, TestCell, TestResult, ToolCallRecord } from "./results/test-result.ts";
export { readTestedDialogs, testedDialog } from "./results/tested-dialog.ts";
export type { TestedDialog } from "./results/tested-dialog.ts";
export { summarizeTests } from "./results/test-summary.ts";
export type { TestCounts, TestFailure, TestSummary } from "./results/test-summary.ts";
export type { ExpectationVerdict } from "./results/expectation-verdict.ts";
