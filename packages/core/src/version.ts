/** Written to the `version` key of every dialog and persona this library makes. */
export const version = "ts-0.1.0";
