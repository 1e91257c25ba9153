/** Version of the `@sdialog` packages, which all share one. */
export const packageVersion = "0.1.0";

/** Written to the `version` key of every dialog and persona this library makes. */
export const version: string = `ts-${packageVersion}`;
