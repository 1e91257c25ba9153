import { type ModelMiddleware, withTelemetry } from "@sdialog/llm";
import { importPeer } from "@sdialog/llm/backend-kit";
import type { Manifest } from "../store/manifest.ts";
import type { Tracker } from "./tracker.ts";

/** Traces on their way to a collector. */
export interface OtlpTracker extends Tracker {
  /** A span around every model call. */
  readonly middleware: ModelMiddleware;
  /** Sends what is left. */
  finish(): Promise<void>;
}

/**
 * Sends a span for every model call of a run to an OTLP endpoint (HTTP, JSON). Prompts and replies stay here.
 *
 * @param url for example `http://localhost:4318/v1/traces`
 * @throws MissingPackageError when the OpenTelemetry packages are not installed
 */
export async function otlpTracker(url: string, { name, kind }: Manifest): Promise<OtlpTracker> {
  const what = "Tracing over OTLP";
  const { BasicTracerProvider, BatchSpanProcessor } = await importPeer(
    what,
    "@opentelemetry/sdk-trace-base",
    () => import("@opentelemetry/sdk-trace-base"),
  );
  const { OTLPTraceExporter } = await importPeer(
    what,
    "@opentelemetry/exporter-trace-otlp-http",
    () => import("@opentelemetry/exporter-trace-otlp-http"),
  );
  const { resourceFromAttributes } = await importPeer(
    what,
    "@opentelemetry/resources",
    () => import("@opentelemetry/resources"),
  );
  const provider = new BasicTracerProvider({
    resource: resourceFromAttributes({
      "service.name": "sdialog",
      "sdialog.run": name,
      "sdialog.kind": kind,
    }),
    spanProcessors: [new BatchSpanProcessor(new OTLPTraceExporter({ url }))],
  });
  return {
    middleware: withTelemetry({ tracer: provider.getTracer("@sdialog/runner") }),
    finish: () => provider.shutdown(),
  };
}
