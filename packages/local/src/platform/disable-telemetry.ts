/**
 * Keeps ONNX Runtime from reporting sessions, graphs and an id of this machine to its maker, as its official builds do
 * from 1.29 on. It looks into the process's environment and nowhere else, when its first session is made; threads have
 * copies of that, so the main thread has to call this before it starts one.
 */
export function disableTelemetry(): void {
  process.env["ORT_DISABLE_TELEMETRY"] ??= "1";
}
